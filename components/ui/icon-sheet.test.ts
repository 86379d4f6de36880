import { describe, expect, it } from "vitest";
import { SHEET } from "./icon-sheet";

describe("the sheet of drawings", () => {
  it("holds strokes for every icon: the package's data is where it was", () => {
    const symbols = SHEET.split("<symbol ").slice(1);
    expect(symbols.length).toBeGreaterThan(20);
    for (const symbol of symbols)
      expect(symbol).toMatch(/<(path|circle|rect|line|polyline|polygon|ellipse) /);
  });
});
