import type { Block } from "./content";
import { drawTable } from "./draw-table";
import type { Style } from "./lay-out-lines";
import { INK, INNER_WIDTH, LINE, PAGE, type Sheet, TONES } from "./sheet";

type Of<K extends Block["kind"]> = Extract<Block, { kind: K }>;

const BODY: Style = { size: 9.5, weight: 400, color: INK.text };
const MUTED: Style = { ...BODY, color: INK.muted };
const HEADINGS = { 2: { size: 13, before: 12 }, 3: { size: 10.5, before: 6 } } as const;

function drawHeading(sheet: Sheet, { level, text }: Of<"heading">): void {
  const { size, before } = HEADINGS[level];
  sheet.y += before;
  // A heading does not stay behind alone at the foot of a page.
  sheet.room(size * LINE + 80);
  sheet.text(`H${level}`, text, { size, weight: 600, color: INK.text }, { after: 4 });
}

function drawStatus(sheet: Sheet, { tone, word, text }: Of<"status">): void {
  const { ink, soft } = TONES[tone];
  const style: Style = { size: 10.5, weight: 600, color: ink };
  const lines = sheet.lines(`${word}. ${text}`, style, INNER_WIDTH - 24, 20);
  const height = lines.length * style.size * LINE + 16;
  sheet.room(height);
  const top = sheet.y;
  sheet.artifact(() => sheet.doc.roundedRect(PAGE.left, top, INNER_WIDTH, height, 4).fill(soft));
  const content = sheet.content("P", () =>
    lines.forEach((line, at) => {
      sheet.line(line, style, PAGE.left + 12, top + 8 + at * style.size * LINE);
    }),
  );
  sheet.doc.addStructure(sheet.doc.struct("P", [content]));
  sheet.y += height + 10;
}

function drawFigures(sheet: Sheet, { list }: Of<"figures">): void {
  const width = INNER_WIDTH / Math.max(1, Math.min(4, list.length));
  const set = list.slice(0, 4).map(({ value, label, note }) => {
    const parts = [
      { text: value, style: { size: 18, weight: 600, color: INK.text } as const, most: 1 },
      { text: label, style: { ...BODY, weight: 600 } as const, most: 2 },
      { text: note ?? "", style: { ...MUTED, size: 8.5 } as const, most: 3 },
    ];
    return parts.map(({ text, style, most }) => ({
      style,
      lines: sheet.lines(text, style, width - 12, most),
    }));
  });
  const tall = set.map((parts) =>
    parts.reduce((sum, { lines, style }) => sum + lines.length * style.size * LINE, 0),
  );
  const height = Math.max(0, ...tall);
  sheet.room(height + 12);
  set.forEach((parts, index) => {
    let y = sheet.y;
    const content = sheet.content("P", () => {
      for (const { lines, style } of parts)
        for (const line of lines) {
          sheet.line(line, style, PAGE.left + index * width, y);
          y += style.size * LINE;
        }
    });
    sheet.doc.addStructure(sheet.doc.struct("P", [content]));
  });
  sheet.y += height + 12;
}

function drawValues(sheet: Sheet, { list }: Of<"values">): void {
  const first = 150;
  for (const { label, value } of list) {
    const names = sheet.lines(label, MUTED, first - 12, 3);
    const values = sheet.lines(value, BODY, INNER_WIDTH - first, 40);
    const row = BODY.size * LINE;
    const height = Math.max(names.length, values.length) * row + 3;
    sheet.room(height);
    const top = sheet.y;
    const content = sheet.content("P", () => {
      for (const [at, line] of names.entries()) sheet.line(line, MUTED, PAGE.left, top + at * row);
      for (const [at, line] of values.entries()) sheet.line(line, BODY, PAGE.left + first, top + at * row);
    });
    sheet.doc.addStructure(sheet.doc.struct("P", [content]));
    sheet.y += height;
  }
  sheet.y += 8;
}

function drawDrawing(sheet: Sheet, { drawing, alternative }: Of<"drawing">): void {
  const { doc } = sheet;
  const scale = Math.min(1, INNER_WIDTH / drawing.width);
  sheet.room(drawing.height * scale + 8);
  const content = sheet.content("Figure", () => {
    doc.save().translate(PAGE.left, sheet.y).scale(scale);
    for (const { d, fill, stroke, strokeWidth = 1 } of drawing.paths) {
      doc.path(d).lineWidth(strokeWidth);
      if (fill && stroke) doc.fillAndStroke(fill, stroke);
      else if (fill) doc.fill(fill);
      else doc.stroke(stroke ?? INK.text);
    }
    for (const { x, y, text, align = "left", size = 8 } of drawing.texts) {
      const style: Style = { size, weight: 400, color: INK.muted };
      const [line] = sheet.lines(text, style, INNER_WIDTH, 1);
      if (!line) continue;
      const shift = align === "left" ? 0 : align === "right" ? line.width : line.width / 2;
      sheet.line(line, style, x - shift, y - size * 1.08);
    }
    doc.restore();
  });
  doc.addStructure(doc.struct("Figure", { alt: sheet.fonts.safe(alternative) }, [content]));
  sheet.y += drawing.height * scale + 8;
}

/** Draws a block where the sheet stands, and moves the sheet on. */
export function drawBlock(sheet: Sheet, block: Block): void {
  switch (block.kind) {
    case "heading":
      return drawHeading(sheet, block);
    case "paragraph":
      return sheet.text("P", block.text, block.muted ? MUTED : BODY, { after: 6 });
    case "status":
      return drawStatus(sheet, block);
    case "figures":
      return drawFigures(sheet, block);
    case "values":
      return drawValues(sheet, block);
    case "table":
      return drawTable(sheet, block);
    case "drawing":
      return drawDrawing(sheet, block);
    case "page-break":
      return sheet.breakPage();
  }
}
