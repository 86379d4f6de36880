import { describe, expect, it } from "vitest";
import { inDays, parseDuration, shift } from "./durations";

describe("durations", () => {
  it.each([
    ["P30D", "2026-01-31T00:00:00.000Z", 30],
    ["P18M", "2027-07-01T00:00:00.000Z", 540],
    ["P2Y", "2028-01-01T00:00:00.000Z", 720],
    ["P1W", "2026-01-08T00:00:00.000Z", 7],
    ["P1DT12H", "2026-01-02T12:00:00.000Z", 1.5],
  ])("%s after new year is %s", (text, expected, days) => {
    const duration = parseDuration(text);
    if (!duration) throw new Error("not understood");
    expect(shift(new Date("2026-01-01T00:00:00Z"), duration).toISOString()).toBe(expected);
    expect(shift(new Date(expected), duration, -1).toISOString()).toBe("2026-01-01T00:00:00.000Z");
    expect(inDays(duration)).toBe(days);
  });

  it.each(["", "P", "PT", "30D", "P-3D", "P1H", "P1.5D"])("%j is none", (text) => {
    expect(parseDuration(text)).toBeNull();
  });
});
