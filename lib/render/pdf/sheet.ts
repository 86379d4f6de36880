import type PDFDocument from "pdfkit";
import { Fonts } from "./fonts";
import { type Line, layOutLines, type Style } from "./lay-out-lines";

export type Doc = typeof PDFDocument.prototype;

/** A4 in points. */
export const PAGE = { width: 595.28, height: 841.89, left: 48, right: 48, top: 52, bottom: 60 } as const;
export const INNER_WIDTH = PAGE.width - PAGE.left - PAGE.right;
export const LINE = 1.4;

/** The light theme's colours, as the console has them on white. */
export const INK = {
  text: "#1f2430",
  muted: "#565d6d",
  line: "#dfe2e8",
  head: "#f4f5f8",
  accent: "#2b53c5",
} as const;

export const TONES = {
  good: { ink: "#0f6b3c", soft: "#e7f6ec" },
  wait: { ink: "#7d5200", soft: "#fcf2dc" },
  bad: { ink: "#a8231c", soft: "#fdecea" },
  neutral: { ink: "#4a5160", soft: "#eef0f3" },
} as const;

/** The page that is being drawn, and how far down. Everything drawn is tagged, or an artifact. */
export class Sheet {
  readonly fonts: Fonts;
  y: number = PAGE.top;

  constructor(readonly doc: Doc) {
    this.fonts = new Fonts(doc);
  }

  /** Goes to a new page when less than `height` points are left on this one. True if so. */
  room(height: number): boolean {
    if (this.y + height <= PAGE.height - PAGE.bottom) return false;
    this.breakPage();
    return true;
  }

  breakPage(): void {
    this.doc.addPage();
    this.y = PAGE.top;
  }

  lines(text: string, style: Style, width: number, most?: number): Line[] {
    return layOutLines(this.fonts, text, style, width, most);
  }

  /** One line with its top at `y`. */
  line({ runs }: Line, style: Style, x: number, y: number): void {
    const baseline = y + style.size * 1.08;
    let at = x;
    for (const run of runs) {
      this.doc.fillColor(style.color);
      this.fonts.draw(run, at, baseline, style.size);
      at += run.width;
    }
  }

  /** Draws content of a structure element; give what comes back to `element`. */
  content(tag: string, draw: () => void) {
    const content = this.doc.markStructureContent(tag);
    draw();
    this.doc.endMarkedContent();
    return content;
  }

  /** Draws what says nothing of its own: rules, backgrounds, page numbers. */
  artifact(draw: () => void): void {
    this.doc.markContent("Artifact", { type: "Layout" });
    draw();
    this.doc.endMarkedContent();
  }

  /** Text over as many lines and pages as it takes, as one structure element of the document. */
  text(
    tag: string,
    text: string,
    style: Style,
    { after = 0, most }: { after?: number; most?: number } = {},
  ): void {
    const height = style.size * LINE;
    const contents = this.lines(text, style, INNER_WIDTH, most).map((line) => {
      this.room(height);
      const content = this.content(tag, () => this.line(line, style, PAGE.left, this.y));
      this.y += height;
      return content;
    });
    this.doc.addStructure(this.doc.struct(tag, contents));
    this.y += after;
  }
}
