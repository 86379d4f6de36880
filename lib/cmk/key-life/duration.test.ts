import { describe, expect, test } from "vitest";
import { daysBetween, inDays, parseDuration, shift } from "./duration";

describe("shift", () => {
  test.each([
    ["2026-01-31T10:00:00.000Z", "P1M", 1, "2026-02-28T10:00:00.000Z"],
    ["2028-01-31T00:00:00.000Z", "P1M", 1, "2028-02-29T00:00:00.000Z"],
    ["2028-02-29T00:00:00.000Z", "P1Y", 1, "2029-02-28T00:00:00.000Z"],
    ["2028-02-29T00:00:00.000Z", "P4Y", 1, "2032-02-29T00:00:00.000Z"],
    ["2026-03-31T23:59:59.999Z", "P1M", -1, "2026-02-28T23:59:59.999Z"],
    ["2026-08-31T00:00:00.000Z", "P18M", 1, "2028-02-29T00:00:00.000Z"],
    ["2026-12-15T00:00:00.000Z", "P1M", 1, "2027-01-15T00:00:00.000Z"],
    ["2027-01-15T00:00:00.000Z", "P2M", -1, "2026-11-15T00:00:00.000Z"],
    ["2026-02-27T12:00:00.000Z", "P2D", 1, "2026-03-01T12:00:00.000Z"],
    ["2026-01-01T00:00:00.000Z", "P1W", 1, "2026-01-08T00:00:00.000Z"],
    ["2026-01-01T00:00:00.000Z", "P1DT2H3M4S", 1, "2026-01-02T02:03:04.000Z"],
    ["1969-12-31T12:00:00.000Z", "P1M", 1, "1970-01-31T12:00:00.000Z"],
    ["2026-01-31T10:00:00.000Z", "P1M1D", 1, "2026-03-01T10:00:00.000Z"],
  ] as const)("%s and %s, %i, is %s", (at, text, sign, expected) => {
    expect(shift(at, text, sign)).toBe(expected);
  });
});

test.each(["", "P", "PT", "P1DT", "18M", "P1.5Y", "P-1D", "p1d", "P1S", "P1M2Y"])(
  "%j is no duration",
  (text) => {
    expect(parseDuration(text)).toBeNull();
    expect(shift("2026-01-01T00:00:00.000Z", text)).toBeNull();
  },
);

test.each([
  ["P2Y", 730],
  ["P24M", 730],
  ["P730D", 730],
  ["P30D", 30],
  ["PT48H", 2],
])("%s lasts %i days", (text, days) => {
  expect(inDays(text)).toBe(days);
});

test("begun days do not count", () => {
  expect(daysBetween("2026-01-01T00:00:00.000Z", "2026-01-23T23:59:59.000Z")).toBe(22);
  expect(daysBetween("2026-01-02T00:00:00.000Z", "2026-01-01T23:00:00.000Z")).toBe(-1);
});
