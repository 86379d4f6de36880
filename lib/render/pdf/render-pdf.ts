import type { Readable } from "node:stream";
import PDFDocument from "pdfkit";
import type { PdfContent } from "./content";
import { drawBlock } from "./draw-block";
import type { Style } from "./lay-out-lines";
import { INK, INNER_WIDTH, PAGE, Sheet } from "./sheet";

const SMALL: Style = { size: 8, weight: 400, color: INK.muted };

function drawFeet(sheet: Sheet, { footer, page }: PdfContent): void {
  const { doc } = sheet;
  const { start, count } = doc.bufferedPageRange();
  for (let number = 1; number <= count; number += 1) {
    doc.switchToPage(start + number - 1);
    sheet.artifact(() => {
      const y = PAGE.height - PAGE.bottom + 20;
      doc
        .moveTo(PAGE.left, y - 6)
        .lineTo(PAGE.width - PAGE.right, y - 6)
        .lineWidth(0.5)
        .stroke(INK.line);
      const [right] = sheet.lines(page(number, count), SMALL, INNER_WIDTH / 3, 1);
      const [left] = sheet.lines(footer, SMALL, INNER_WIDTH - (right?.width ?? 0) - 24, 1);
      if (left) sheet.line(left, SMALL, PAGE.left, y);
      if (right) sheet.line(right, SMALL, PAGE.width - PAGE.right - right.width, y);
    });
  }
}

/**
 * A document as PDF 1.7: A4, tagged, in its language, with Inter inside. The same content gives the same bytes.
 * Pages are held in memory until the end, for their numbers; then they stream.
 */
export function renderPdf(content: PdfContent): Readable {
  const doc = new PDFDocument({
    size: "A4",
    margins: { top: 0, bottom: 0, left: 0, right: 0 },
    pdfVersion: "1.7",
    // Missing in the types; says in the file that it is made for screen readers too.
    subset: "PDF/UA" as PDFKit.PDFDocumentOptions["subset"],
    tagged: true,
    lang: content.language,
    displayTitle: true,
    bufferPages: true,
    info: { Title: content.title, Producer: "Clavis", Creator: "Clavis", CreationDate: content.at },
    // No font of the PDF standard: those know Latin alone, and are not part of the file.
    font: null as unknown as string,
  });
  const sheet = new Sheet(doc);
  sheet.text("H1", content.title, { size: 20, weight: 600, color: INK.text }, { after: 2, most: 4 });
  sheet.text("P", content.subtitle, { size: 10, weight: 400, color: INK.muted }, { after: 12, most: 4 });
  for (const block of content.blocks) drawBlock(sheet, block);
  drawFeet(sheet, content);
  doc.end();
  return doc as unknown as Readable;
}
