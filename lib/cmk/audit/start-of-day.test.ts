import { describe, expect, it } from "vitest";
import { startOfDay } from "./start-of-day";

describe("a day begins", () => {
  it.each([
    ["UTC", "2026-11-28", "2026-11-28T00:00:00.000Z"],
    ["east", "2026-11-28", "2026-11-27T15:00:00.000Z", "Asia/Tokyo"],
    ["west", "2026-11-28", "2026-11-28T08:00:00.000Z", "America/Los_Angeles"],
    ["by quarters of an hour", "2026-11-28", "2026-11-27T18:15:00.000Z", "Asia/Kathmandu"],
    ["on the day that clocks go forward", "2026-03-29", "2026-03-28T23:00:00.000Z", "Europe/Paris"],
    ["on the day after", "2026-03-30", "2026-03-29T22:00:00.000Z", "Europe/Paris"],
    ["on the day that clocks go back", "2026-10-25", "2026-10-24T22:00:00.000Z", "Europe/Paris"],
    ["on the day after that", "2026-10-26", "2026-10-25T23:00:00.000Z", "Europe/Paris"],
    ["at one where midnight is left out", "2026-04-24", "2026-04-23T22:00:00.000Z", "Africa/Cairo"],
    ["at the first midnight of two", "2026-10-25", "2026-10-25T00:00:00.000Z", "Atlantic/Azores"],
  ])("%s", (_name, day, moment, zone = "UTC") => {
    expect(startOfDay(day, zone).toISOString()).toBe(moment);
  });

  it("without a gap or an overlap between one day and the next, in every zone there is", () => {
    for (const zone of Intl.supportedValuesOf("timeZone")) {
      const shown = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short" });
      for (const day of ["2026-03-29", "2026-10-25"]) {
        const start = startOfDay(day, zone);
        expect(shown.format(start), zone).toBe(day);
        expect(shown.format(start.getTime() - 1), zone).not.toBe(day);
        // Troll's clocks jump by two hours.
        expect(startOfDay(day, zone, 1).getTime() - start.getTime(), zone).toBeGreaterThan(21 * 3_600_000);
      }
    }
  });
});
