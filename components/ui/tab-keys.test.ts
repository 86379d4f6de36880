import { describe, expect, it } from "vitest";
import { tabAfter } from "./tab-keys";

describe("tabAfter", () => {
  it.each([
    ["ArrowRight", 1, 2],
    ["ArrowRight", 4, 0],
    ["ArrowLeft", 1, 0],
    ["ArrowLeft", 0, 4],
    ["Home", 3, 0],
    ["End", 1, 4],
  ])("%s on tab %i of five leads to %i", (key, current, expected) => {
    expect(tabAfter(key, current, 5)).toBe(expected);
  });
  it("leaves every other key to the page", () => {
    for (const key of ["Tab", "Enter", " ", "ArrowDown", "a"]) expect(tabAfter(key, 1, 5)).toBeNull();
  });
});
