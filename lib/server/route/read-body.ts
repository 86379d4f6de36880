import "server-only";
import { AppError } from "@/lib/errors";

export const MAXIMUM_BODY_BYTES = 64 * 1024;

/** A JSON body. Throws INVALID_INPUT when it is of another type (415), too large (413), or no JSON (400). */
export async function readJsonBody(request: Request): Promise<unknown> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") throw refuse(415, "The body must be application/json.");
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > MAXIMUM_BODY_BYTES) {
      await reader?.cancel();
      throw refuse(413, `The body must not be larger than ${MAXIMUM_BODY_BYTES} bytes.`);
    }
    chunks.push(part.value);
  }
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks)));
  } catch {
    throw refuse(400, "The body is not JSON.");
  }
}

function refuse(status: number, message: string): AppError {
  return new AppError("INVALID_INPUT", message, { details: { status } });
}
