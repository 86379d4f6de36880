import type { Fonts, Run, Weight } from "./fonts";

export type Line = { runs: Run[]; width: number };

export type Style = { size: number; weight: Weight; color: string };

/** Words stay whole, with the spaces after them, and so do the parts of an address between its slashes. */
const PIECES = /[^\s/]*\/+|[^\s/]+\s*|\s+/gu;

const widthOf = (runs: Run[]) => runs.reduce((sum, { width }) => sum + width, 0);

/** Widths are of pieces, each measured once, and added up: shaping whole lines again and again takes seconds. */
class Breaker {
  readonly lines: string[] = [];
  private line = "";
  private width = 0;

  constructor(
    private readonly measure: (text: string) => number,
    private readonly most: number,
  ) {}

  paragraph(text: string): void {
    for (const piece of text.match(PIECES) ?? []) this.add(piece);
    this.end();
  }

  private add(piece: string): void {
    const bare = piece.trimEnd();
    const width = this.measure(bare);
    if (this.width + width <= this.most) return this.append(piece, bare, width);
    if (this.line.trim()) this.end();
    if (width <= this.most) return this.append(piece, bare, width);
    for (const character of piece) {
      // Measured together: letters side by side may be wider than one by one.
      if (this.line && this.measure(this.line + character) > this.most) this.end();
      this.line += character;
    }
    this.width = this.measure(this.line);
  }

  private append(piece: string, bare: string, width: number): void {
    this.line += piece;
    this.width += width + this.measure(" ") * (piece.length - bare.length);
  }

  private end(): void {
    this.lines.push(this.line.trimEnd());
    this.line = "";
    this.width = 0;
  }
}

/**
 * Lines of a text (made safe here) no wider than `width` points. A word that is wider is cut between characters.
 * `most`: further lines are left out, and the last one ends in an ellipsis.
 */
export function layOutLines(fonts: Fonts, text: string, style: Style, width: number, most = 400): Line[] {
  const { weight, size } = style;
  const measure = (part: string) => widthOf(fonts.runsOf(part, weight, size));
  const breaker = new Breaker(measure, width);
  for (const paragraph of fonts.safe(text).split("\n")) breaker.paragraph(paragraph);
  const shown = breaker.lines.slice(0, most);
  if (breaker.lines.length > most) {
    let last = shown.at(-1) ?? "";
    while (last && measure(`${last}…`) > width) last = Array.from(last).slice(0, -1).join("");
    shown[shown.length - 1] = `${last}…`;
  }
  return shown.map((line) => {
    const runs = fonts.runsOf(line, weight, size);
    return { runs, width: widthOf(runs) };
  });
}
