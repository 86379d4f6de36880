import "server-only";
import { Readable } from "node:stream";
import { logger } from "@/lib/logger";

type FileAnswer = {
  name: string;
  mediaType: string;
  /** Bytes, where they are known: whoever is cut off then knows. */
  size?: number;
  sha256?: string;
};

/** A name that any file system takes: letters, digits, dots and hyphens. */
const safeName = (name: string) =>
  name
    .normalize("NFKD")
    .replace(/[^\w.-]+/g, "-")
    .replace(/^[-.]+/, "")
    .slice(0, 120) || "file";

/**
 * A file as an answer, sent piece by piece as fast as it is taken. When a piece fails, the connection breaks: a
 * truncated file never looks like a whole one.
 */
export function fileResponse(
  pieces: AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>,
  { name, mediaType, size, sha256 }: FileAnswer,
): Response {
  const body = Readable.from(pieces, { objectMode: true });
  body.on("error", (error) =>
    logger().warn({ err: error, file: name }, "A file could not be sent to its end"),
  );
  const encoded = body.map((piece: Uint8Array | string) =>
    typeof piece === "string" ? Buffer.from(piece) : piece,
  );
  return new Response(Readable.toWeb(encoded) as ReadableStream, {
    headers: {
      "Content-Type": mediaType,
      "Content-Disposition": `attachment; filename="${safeName(name)}"`,
      "X-Content-Type-Options": "nosniff",
      ...(size === undefined ? {} : { "Content-Length": String(size) }),
      ...(sha256 ? { "Repr-Digest": `sha-256=:${Buffer.from(sha256, "hex").toString("base64")}:` } : {}),
    },
  });
}
