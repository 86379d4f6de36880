import { describe, expect, it } from "vitest";
import { toAuditQuery } from "./list-audit";

describe("the days of a filter", () => {
  const between = (zone?: string) => {
    const { from, to } = toAuditQuery({ from: "2026-10-25", to: "2026-10-25", zone });
    return [from?.toISOString(), to?.toISOString()];
  };
  it("are those of UTC where no zone is named", () =>
    expect(between()).toEqual(["2026-10-25T00:00:00.000Z", "2026-10-26T00:00:00.000Z"]));
  it("begin earlier in the east", () =>
    expect(between("Asia/Tokyo")).toEqual(["2026-10-24T15:00:00.000Z", "2026-10-25T15:00:00.000Z"]));
  it("begin later in the west", () =>
    expect(between("America/New_York")).toEqual(["2026-10-25T04:00:00.000Z", "2026-10-26T04:00:00.000Z"]));
  it("last 25 hours where clocks go back", () =>
    expect(between("Europe/Paris")).toEqual(["2026-10-24T22:00:00.000Z", "2026-10-25T23:00:00.000Z"]));
  it("are refused in a zone that there is not", () => expect(() => between("Mars/Olympus")).toThrow());
});
