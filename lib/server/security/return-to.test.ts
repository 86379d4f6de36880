import { expect, it } from "vitest";
import { safeReturnTo } from "./return-to";

it.each([
  ["/organisations", "/organisations"],
  ["/organisations/1/setup?tab=a#top", "/organisations/1/setup?tab=a#top"],
  ["/", "/"],
  [null, "/"],
  ["", "/"],
  ["organisations", "/"],
  ["https://evil.example/", "/"],
  ["//evil.example", "/"],
  ["///evil.example", "/"],
  ["/\\evil.example", "/"],
  ["\\\\evil.example", "/"],
  ["/\t/evil.example", "/"],
  ["/\n/evil.example", "/"],
  [" //evil.example", "/"],
  ["/a/..//evil.example", "/"],
  ["/.//evil.example", "/"],
  ["/%2e//evil.example", "/"],
  ["javascript:alert(1)", "/"],
  ["/api/auth/sign-in", "/"],
  ["/a/../api/auth/sign-in", "/"],
  [`/${"a".repeat(2001)}`, "/"],
])("returns from %j to %j", (given, expected) => {
  expect(safeReturnTo(given)).toBe(expected);
});
