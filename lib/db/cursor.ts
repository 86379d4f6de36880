import "server-only";
import { AppError } from "@/lib/errors";

/** Where a page of a list ended, as text for a URL. */
export function writeCursor(position: readonly string[]): string {
  return Buffer.from(JSON.stringify(position)).toString("base64url");
}

/** The position behind a cursor: exactly `length` texts. Throws INVALID_INPUT for anything else. */
export function readCursor(cursor: string, length: number): string[] {
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    if (
      Array.isArray(position) &&
      position.length === length &&
      position.every((part) => typeof part === "string")
    ) {
      return position;
    }
  } catch {
    // Not ours: refused below like any other.
  }
  throw new AppError("INVALID_INPUT", "The cursor is not one of ours.", {
    fields: [{ field: "cursor", reason: "cursor" }],
  });
}
