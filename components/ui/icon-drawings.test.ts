import { describe, expect, it } from "vitest";
import { drawSheet } from "./icon-drawings";

describe("the sheet of drawings", () => {
  it("holds strokes for every icon: the package's data is where it was", () => {
    const symbols = drawSheet().split("<symbol ").slice(1);
    expect(symbols.length).toBeGreaterThan(20);
    for (const symbol of symbols)
      expect(symbol).toMatch(/<(path|circle|rect|line|polyline|polygon|ellipse) /);
  });

  it("is what the browser loads: after a change, npm test -- unit components/ui/icon-drawings -u writes the file", async () => {
    await expect(drawSheet()).toMatchFileSnapshot("./icons.svg");
  });
});
