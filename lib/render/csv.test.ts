import { describe, expect, it } from "vitest";
import { renderCsv } from "./csv";

const cell = (value: unknown) => renderCsv(["a"], [{ a: value }]).slice("a\r\n".length, -2);
/** Cells as a spreadsheet with this sign between them has them; quotes hold only where they begin a cell. */
function opened(line: string, sign: string): string[] {
  const cells: string[] = [];
  let rest = line;
  while (rest !== "") {
    const quoted = /^"((?:[^"]|"")*)"/.exec(rest);
    const text = quoted ? (quoted[1] ?? "").replaceAll('""', '"') : (rest.split(sign)[0] ?? "");
    cells.push(text);
    rest = rest
      .slice((quoted ? quoted[0] : text).length)
      .replace(/^[^;,\t]+/, "")
      .slice(1);
  }
  return cells;
}

describe("a cell is never a formula", () => {
  const starts = ["=", "+", "-", "@", "\t=", "\r=", "\n=", "\n @", "＝", "＋", "－", "＠"];
  it.each(starts)("that begins with %j", (start) => {
    expect(cell(`${start}1+1`)).toMatch(/^"?(?:\n\s*)?'/);
  });
  const ends = [";", "\n", "\r", "\r\n", "\t", ","];
  it.each(ends)("behind %j, which some spreadsheet takes for the end of a cell or line", (end) => {
    const line = renderCsv(["a", "b"], [{ a: "x", b: `y${end}=1+1` }])
      .split("\r\n")
      .slice(1)
      .join("\r\n");
    expect(line.startsWith('x,"y')).toBe(true);
    for (const each of opened(line.slice(0, -2), ";")) expect(each).not.toMatch(/^[=+\-@]/);
  });
  it("is text as it was where nothing is a formula", () => {
    for (const text of ["Order 48-2211", "a - b", "kv-name/key", "1; 2", "CC6.1; 8.24", "é 鍵"])
      expect(cell(text).replaceAll('"', "")).toBe(text);
  });
  it("is empty for nothing, JSON for things", () => {
    expect(cell(null)).toBe("");
    expect(cell({ a: "=1" })).toBe('"{""a"":""=1""}"');
  });
});
