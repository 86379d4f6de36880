import { describe, expect, it } from "vitest";
import { nextReport } from "./next-report";

const weekly = (timeZone: string, hour = 8, weekday = 1) => ({
  cadence: "weekly" as const,
  weekday,
  hour,
  timeZone,
});
const monthly = (timeZone: string, hour = 8) => ({ cadence: "monthly" as const, weekday: 1, hour, timeZone });

describe("the next report", () => {
  it.each([
    ["weekly in UTC, from the day itself", weekly("UTC"), "2026-11-30T07:59:00Z", "2026-11-30T08:00:00.000Z"],
    ["weekly, once it was due", weekly("UTC"), "2026-11-30T08:00:00Z", "2026-12-07T08:00:00.000Z"],
    [
      "before Paris changes its clocks",
      weekly("Europe/Paris"),
      "2026-10-18T12:00:00Z",
      "2026-10-19T06:00:00.000Z",
    ],
    [
      "after Paris changed its clocks",
      weekly("Europe/Paris"),
      "2026-10-24T12:00:00Z",
      "2026-10-26T07:00:00.000Z",
    ],
    [
      "where the hour is left out in spring",
      weekly("Europe/Paris", 2, 7),
      "2026-03-28T12:00:00Z",
      "2026-03-29T01:00:00.000Z",
    ],
    [
      "where the hour comes twice in autumn, the second time",
      weekly("Europe/Paris", 2, 7),
      "2026-10-24T12:00:00Z",
      "2026-10-25T01:00:00.000Z",
    ],
    [
      "where it is a day ahead",
      weekly("Pacific/Kiritimati"),
      "2026-11-29T12:00:00Z",
      "2026-11-29T18:00:00.000Z",
    ],
    [
      "where it is a day behind",
      weekly("Pacific/Pago_Pago"),
      "2026-11-30T12:00:00Z",
      "2026-11-30T19:00:00.000Z",
    ],
    [
      "in a zone of three quarters of an hour",
      weekly("Asia/Kathmandu"),
      "2026-11-29T00:00:00Z",
      "2026-11-30T02:15:00.000Z",
    ],
    ["monthly", monthly("America/New_York"), "2026-11-02T00:00:00Z", "2026-12-01T13:00:00.000Z"],
    ["monthly, over the end of a year", monthly("UTC"), "2026-12-01T09:00:00Z", "2027-01-01T08:00:00.000Z"],
  ])("%s", (_name, rhythm, after, due) => {
    expect(nextReport(rhythm, new Date(after)).toISOString()).toBe(due);
  });
  it("is always ahead, at its hour, in every zone there is", () => {
    for (const timeZone of Intl.supportedValuesOf("timeZone"))
      for (const after of ["2026-03-28T23:30:00Z", "2026-10-24T23:30:00Z", "2026-11-28T14:00:00Z"]) {
        const due = nextReport(weekly(timeZone, 8), new Date(after));
        expect(due.getTime()).toBeGreaterThan(Date.parse(after));
        const shown = new Intl.DateTimeFormat("en-GB", {
          timeZone,
          hour: "2-digit",
          weekday: "short",
          hourCycle: "h23",
        });
        expect(shown.format(due), timeZone).toMatch(/Mon.*08/);
      }
  });
});
