import { expect, test } from "vitest";
import { elapsed } from "./outcome-look";

const SECOND = 1000;
const HOUR = 3600 * SECOND;

test.each([
  ["en", 372 * SECOND, "6:12"],
  ["en", HOUR, "1 hour"],
  ["en", 47 * HOUR, "47 hours"],
  ["en", 72 * HOUR + 5, "3 days"],
  ["fr", 72 * HOUR, "3 jours"],
  ["en", -5 * SECOND, "0:00"],
])("in %s, after %d ms: %s", (locale, ms, text) => {
  expect(elapsed(locale, 0, ms).replace(/\s/g, " ")).toBe(text);
});
