import "server-only";
import { AppError } from "@/lib/errors";

export const MAXIMUM_BODY_BYTES = 64 * 1024;

/** A body as it came, byte by byte. Throws INVALID_INPUT when it is too large (413): what is over is not read. */
export async function readRawBody(request: Request, most: number): Promise<Buffer> {
  const tooLarge = () => refuse(413, `The body must not be larger than ${most} bytes.`);
  if (Number(request.headers.get("content-length") ?? 0) > most) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > most) {
      await reader?.cancel();
      throw tooLarge();
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks);
}

/** A JSON body. Throws INVALID_INPUT when it is of another type (415), too large (413), or no JSON (400). */
export async function readJsonBody(request: Request): Promise<unknown> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") throw refuse(415, "The body must be application/json.");
  const body = await readRawBody(request, MAXIMUM_BODY_BYTES);
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw refuse(400, "The body is not JSON.");
  }
}

function refuse(status: number, message: string): AppError {
  return new AppError("INVALID_INPUT", message, { details: { status } });
}
