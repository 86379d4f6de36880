import { expect, it } from "vitest";
import { type CursorKind, readCursor, writeCursor } from "./cursor";

const ID = "01a22332-65e3-7f4a-9323-2d7a9b049687";

it.each<[CursorKind, string]>([
  ["text", "Contoso Health"],
  ["time", "2026-11-28T18:00:00.000Z"],
  ["moment", "-infinity"],
  ["moment", "2026-11-28 18:00:00.123+00"],
  ["number", "-12"],
  ["id", ID],
])("gives back a %s: %s", (kind, part) => {
  expect(readCursor(writeCursor([part, ID]), [kind, "id"])).toEqual([part, ID]);
});

it.each<[CursorKind, unknown]>([
  ["text", "a\0b"],
  ["text", 7],
  ["time", "soon"],
  ["time", "+012345-01-01T00:00:00.000Z"],
  ["time", "2026-13-40T99:00:00.000Z"],
  ["moment", "now()"],
  ["number", "1e99"],
  ["id", "1 or 1=1"],
])("refuses a %s that PostgreSQL would stumble over: %j", (kind, part) => {
  const forged = Buffer.from(JSON.stringify([part])).toString("base64url");
  expect(() => readCursor(forged, [kind])).toThrowError(/not one of ours/);
});

it("refuses what was not made here", () => {
  for (const cursor of ["", "%%%", "bnVsbA", writeCursor([ID])]) {
    expect(() => readCursor(cursor, ["time", "id"])).toThrowError(/not one of ours/);
  }
});
