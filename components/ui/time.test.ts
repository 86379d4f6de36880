import { describe, expect, it } from "vitest";
import { exactTime, withDays } from "./time";

const AT = "2026-03-29T01:30:00.000Z";

describe("an exact time", () => {
  it.each([
    ["en", "UTC", "Mar 29, 2026, 1:30:00 AM UTC"],
    ["fr", "UTC", "29 mars 2026, 01:30:00 UTC"],
    ["en", "Europe/Paris", "Mar 29, 2026, 3:30:00 AM GMT+2"],
    ["en", "Pacific/Chatham", "Mar 29, 2026, 3:15:00 PM GMT+13:45"],
  ])("names its zone: %s in %s", (locale, timeZone, expected) => {
    // ICU has written the space before AM and PM in more than one way.
    expect(exactTime({ locale, timeZone }, AT).replace(/\s/g, " ")).toBe(expected);
  });
});

it("days among a message's parameters are written out, and nothing else is touched", () => {
  const params = { date: "2027-02-26", name: "kv-2027-02-26", count: 3 };
  expect(withDays("fr", params)).toEqual({ ...params, date: "26 févr. 2027" });
  expect(withDays("en", params).date).toBe("Feb 26, 2027");
});
