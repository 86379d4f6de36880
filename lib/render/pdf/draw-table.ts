import type { Block, Cell } from "./content";
import type { Line, Style } from "./lay-out-lines";
import { INK, INNER_WIDTH, LINE, PAGE, type Sheet, TONES } from "./sheet";

type Table = Extract<Block, { kind: "table" }>;
type Box = { x: number; width: number; align: "left" | "right" };

const SIZE = 8.5;
const PAD = 5;
/** A row stays on one page. */
const MOST_LINES = 50;
const HEAD: Style = { size: 8, weight: 600, color: INK.muted };
const BODY: Style = { size: SIZE, weight: 400, color: INK.text };

const textOf = (cell: Cell) => (typeof cell === "string" ? cell : cell.text);
const styleOf = (cell: Cell): Style =>
  typeof cell === "string" ? BODY : { ...BODY, weight: 600, color: TONES[cell.tone].ink };

function boxesOf({ columns }: Table): Box[] {
  const whole = columns.reduce((sum, { share = 1 }) => sum + share, 0);
  let x: number = PAGE.left;
  return columns.map(({ share = 1, align = "left" }) => {
    const box = { x, width: (INNER_WIDTH * share) / whole, align };
    x += box.width;
    return box;
  });
}

type Set = { cells: { lines: Line[]; style: Style; cell: Cell }[]; height: number };

function setRow(sheet: Sheet, boxes: Box[], cells: Cell[], styleFor: (cell: Cell) => Style): Set {
  const set = boxes.map(({ width }, index) => {
    const cell = cells[index] ?? "";
    const style = styleFor(cell);
    return { cell, style, lines: sheet.lines(textOf(cell), style, width - 2 * PAD, MOST_LINES) };
  });
  const tallest = Math.max(...set.map(({ lines, style }) => lines.length * style.size * LINE));
  return { cells: set, height: tallest + 2 * PAD };
}

function drawRow(sheet: Sheet, boxes: Box[], { cells, height }: Set, tag: "TH" | "TD") {
  const { doc, y } = sheet;
  sheet.artifact(() => {
    if (tag === "TH") doc.rect(PAGE.left, y, INNER_WIDTH, height).fill(INK.head);
    const bottom = y + height;
    doc
      .moveTo(PAGE.left, bottom)
      .lineTo(PAGE.left + INNER_WIDTH, bottom)
      .lineWidth(0.5)
      .stroke(INK.line);
  });
  const structures = cells.map(({ cell, lines, style }, index) => {
    const { x, width, align } = boxes[index] as Box;
    if (typeof cell !== "string") {
      const widest = Math.max(...lines.map((line) => line.width));
      const tall = lines.length * style.size * LINE + 4;
      sheet.artifact(() =>
        doc.roundedRect(x + PAD - 4, y + PAD - 2, widest + 8, tall, 3).fill(TONES[cell.tone].soft),
      );
    }
    const content = sheet.content(tag, () =>
      lines.forEach((line, at) => {
        const shift = align === "right" ? width - 2 * PAD - line.width : 0;
        sheet.line(line, style, x + PAD + shift, y + PAD + at * style.size * LINE);
      }),
    );
    return doc.struct(tag, [content]);
  });
  sheet.y += height;
  return doc.struct("TR", structures);
}

/** A table over as many pages as it takes; its head stands on each. A row stays whole. */
export function drawTable(sheet: Sheet, table: Table): void {
  if (table.rows.length === 0) {
    sheet.text("P", table.empty, { size: 9.5, weight: 400, color: INK.muted }, { after: 8 });
    return;
  }
  const boxes = boxesOf(table);
  const head = setRow(
    sheet,
    boxes,
    table.columns.map(({ label }) => label),
    () => HEAD,
  );
  const rows = [];
  sheet.room(head.height + 40);
  rows.push(drawRow(sheet, boxes, head, "TH"));
  for (const cells of table.rows) {
    const row = setRow(sheet, boxes, cells, styleOf);
    if (sheet.room(row.height)) rows.push(drawRow(sheet, boxes, head, "TH"));
    rows.push(drawRow(sheet, boxes, row, "TD"));
  }
  sheet.doc.addStructure(sheet.doc.struct("Table", rows));
  sheet.y += 10;
}
