import type { Fonts, Run, Weight } from "./fonts";

export type Line = { runs: Run[]; width: number };

export type Style = { size: number; weight: Weight; color: string };

/** Words stay whole, with the spaces after them, and so do the parts of an address between its slashes. */
const PIECES = /[^\s/]*\/+|[^\s/]+\s*|\s+/gu;

const widthOf = (runs: Run[]) => runs.reduce((sum, { width }) => sum + width, 0);

/**
 * Lines of a text (made safe here) no wider than `width` points. A word that is wider is cut between characters.
 * `most`: further lines are left out, and the last one ends in an ellipsis.
 */
export function layOutLines(fonts: Fonts, text: string, style: Style, width: number, most = 400): Line[] {
  const { weight, size } = style;
  const measure = (part: string) => widthOf(fonts.runsOf(part.trimEnd(), weight, size));
  const texts: string[] = [];
  for (const paragraph of fonts.safe(text).split("\n")) {
    let line = "";
    for (const piece of paragraph.match(PIECES) ?? []) {
      if (texts.length >= most) break;
      if (measure(line + piece) <= width) {
        line += piece;
        continue;
      }
      if (line.trim()) texts.push(line);
      line = "";
      for (const character of piece) {
        if (line && measure(line + character) > width) {
          texts.push(line);
          line = "";
        }
        line += character;
      }
    }
    texts.push(line);
  }
  const shown = texts.slice(0, most);
  if (texts.length > most) {
    let last = shown.at(-1)?.trimEnd() ?? "";
    while (last && measure(`${last}…`) > width) last = Array.from(last).slice(0, -1).join("");
    shown[shown.length - 1] = `${last}…`;
  }
  return shown.map((line) => {
    const runs = fonts.runsOf(line.trimEnd(), weight, size);
    return { runs, width: widthOf(runs) };
  });
}
