import { describe, expect, it } from "vitest";
import { durationWords } from "./duration";
import { readComplianceFilter } from "./filter";

describe("a length of time", () => {
  it.each([
    [20, "1 min", "1 min"],
    [41 * 60, "41 min", "41 min"],
    [3600, "1 hr", "1 h"],
    [2 * 86_400 + 4 * 3600 + 59, "2 days 4 hr", "2 j 4 h"],
    [3 * 86_400 + 300, "3 days", "3 j"],
  ])("of %i seconds is said in two units at most", (seconds, en, fr) => {
    expect(durationWords("en", seconds)).toBe(en);
    expect(durationWords("fr", seconds).replaceAll(/\s/g, " ")).toBe(fr);
  });
});

describe("a filter from an address", () => {
  it("keeps what it knows, and leaves out what does not fit", () => {
    expect(
      readComplianceFilter({
        verdict: "at-risk",
        shield: "nonsense",
        sort: "-findings",
        page: "3",
        part: ["aep", "cja"],
        other: "x",
        search: "",
      }),
    ).toEqual({ verdict: "at-risk", sort: "-findings", page: 3 });
    expect(readComplianceFilter({ page: "0", sort: "drop table" })).toEqual({});
  });
});
