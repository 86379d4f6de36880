import { expect, it } from "vitest";
import { minutesOf, timeOf } from "./time-of-day";

it("reads and writes what a time field holds", () => {
  for (const [text, minutes] of [
    ["00:00", 0],
    ["07:05", 425],
    ["23:59", 1439],
    ["", null],
  ] as const) {
    expect(minutesOf(text)).toBe(minutes);
    expect(timeOf(minutes)).toBe(text);
  }
  expect(minutesOf("22:30:15")).toBe(1350);
  expect(minutesOf("soon")).toBeNull();
});
