import "server-only";
import { GUID_PATTERN } from "@/lib/cmk/ids";
import { AppError } from "@/lib/errors";

/** Where a page of a list ended, as text for a URL. */
export function writeCursor(position: readonly string[]): string {
  return Buffer.from(JSON.stringify(position)).toString("base64url");
}

const KINDS = {
  // PostgreSQL has no place for a zero in a text.
  text: (part: string) => !part.includes("\0"),
  time: (part: string) => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(part) && !Number.isNaN(Date.parse(part)),
  /** As PostgreSQL writes a moment, or the one before all others. */
  moment: (part: string) => /^(-infinity|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?[+-]\d\d(:\d\d)?)$/.test(part),
  number: (part: string) => /^-?\d{1,9}$/.test(part),
  id: (part: string) => GUID_PATTERN.test(part),
};

export type CursorKind = keyof typeof KINDS;

/** The position behind a cursor: one text of each of these kinds. Throws INVALID_INPUT for anything else. */
export function readCursor(cursor: string, kinds: readonly CursorKind[]): string[] {
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    const fits = (kind: CursorKind, part: unknown) => typeof part === "string" && KINDS[kind](part);
    if (
      Array.isArray(position) &&
      position.length === kinds.length &&
      kinds.every((kind, index) => fits(kind, position[index]))
    ) {
      return position as string[];
    }
  } catch {
    // Not ours: refused below like any other.
  }
  throw new AppError("INVALID_INPUT", "The cursor is not one of ours.", {
    fields: [{ field: "cursor", reason: "cursor" }],
  });
}
