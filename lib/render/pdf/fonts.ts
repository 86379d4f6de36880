import { readFileSync } from "node:fs";
import { join } from "node:path";
import type PDFDocument from "pdfkit";
import { safeText } from "./safe-text";

export type Weight = 400 | 600;

/** Files of @fontsource/inter, in the order in which they are asked for a character. */
const SCRIPTS = [
  "latin",
  "latin-ext",
  "vietnamese",
  "greek",
  "greek-ext",
  "cyrillic",
  "cyrillic-ext",
] as const;

/** Ours are 0x1 and 3x3: Inter's alternates would draw the x of identifiers as a multiplication sign. */
const PLAIN = { calt: false } as unknown as PDFKit.Mixins.OpenTypeFeatures[];
const FIGURES = { calt: false, tnum: true } as unknown as PDFKit.Mixins.OpenTypeFeatures[];
/** Figures alone stand under one another; among words the wide hyphen that comes with them would gape. */
const featuresOf = (text: string) => (/^[\d\s.,:%]+$/.test(text) ? FIGURES : PLAIN);

export type Run = { font: string; text: string; width: number };

type Opened = { font: { hasGlyphForCodePoint(codePoint: number): boolean } };

const files = new Map<string, Buffer>();

function fileOf(name: string): Buffer {
  const folder = join(process.cwd(), "node_modules/@fontsource/inter/files");
  const read = files.get(name) ?? readFileSync(join(folder, `inter-${name}-normal.woff`));
  files.set(name, read);
  return read;
}

/** The fonts of one document: which of them draws a character, and how wide a text is. */
export class Fonts {
  private readonly fonts = new Map<string, string | null>();
  private readonly widths = new Map<string, number>();

  constructor(private readonly doc: typeof PDFDocument.prototype) {
    for (const weight of [400, 600] as const)
      for (const script of SCRIPTS) doc.registerFont(`${script}-${weight}`, fileOf(`${script}-${weight}`));
  }

  /** A text as it can be drawn: see safeText. */
  safe(text: string): string {
    return safeText(text, (codePoint) => this.fontOf(codePoint, 400) !== null);
  }

  /** A safe text without line ends, cut where the font changes. Widths are points. */
  runsOf(text: string, weight: Weight, size: number): Run[] {
    const runs: Run[] = [];
    for (const character of text) {
      const font = this.fontOf(character.codePointAt(0) ?? 0, weight) ?? `latin-${weight}`;
      const last = runs.at(-1);
      if (last?.font === font) last.text += character;
      else runs.push({ font, text: character, width: 0 });
    }
    for (const run of runs) run.width = this.widthOf(run.font, run.text, size);
    return runs;
  }

  draw(run: Run, x: number, y: number, size: number): void {
    const { doc } = this;
    doc.font(run.font).fontSize(size);
    doc.text(run.text, x, y, { lineBreak: false, features: featuresOf(run.text), baseline: "alphabetic" });
  }

  private widthOf(font: string, text: string, size: number): number {
    const key = `${font}:${size}:${text}`;
    const known = this.widths.get(key);
    if (known !== undefined) return known;
    const width = this.doc
      .font(font)
      .fontSize(size)
      .widthOfString(text, { features: featuresOf(text) });
    this.widths.set(key, width);
    return width;
  }

  private fontOf(codePoint: number, weight: Weight): string | null {
    const key = `${codePoint}:${weight}`;
    const known = this.fonts.get(key);
    if (known !== undefined) return known;
    const script = SCRIPTS.find((name) => {
      this.doc.font(`${name}-${weight}`);
      // Not in the types: the opened file, which alone knows its characters.
      return (this.doc as unknown as { _font: Opened })._font.font.hasGlyphForCodePoint(codePoint);
    });
    const font = script ? `${script}-${weight}` : null;
    this.fonts.set(key, font);
    return font;
  }
}
