import { describe, expect, test } from "vitest";
import { readPdf } from "@/test/read-pdf";
import type { Block, PdfContent } from "./content";
import { renderPdf } from "./render-pdf";

const content = (blocks: Block[], more: Partial<PdfContent> = {}): PdfContent => ({
  title: "Evidence",
  subtitle: "Contoso Health",
  language: "en",
  at: new Date("2026-03-04T05:06:07Z"),
  footer: "Clavis",
  page: (number, of) => `Page ${number} of ${of}`,
  blocks,
  ...more,
});

async function bytesOf(blocks: Block[], more?: Partial<PdfContent>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of renderPdf(content(blocks, more))) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const read = async (blocks: Block[], more?: Partial<PdfContent>) => readPdf(await bytesOf(blocks, more));
const paragraph = (text: string): Block => ({ kind: "paragraph", text });

const EVERY_KIND: Block[] = [
  { kind: "heading", level: 2, text: "Coverage" },
  { kind: "status", tone: "bad", word: "At risk", text: "The key is disabled." },
  { kind: "figures", list: [{ value: "12", label: "Organisations", note: "2 more than in May" }] },
  { kind: "values", list: [{ label: "Vault", value: "kv-contoso" }] },
  {
    kind: "table",
    columns: [{ label: "Check", share: 3 }, { label: "State" }],
    rows: [["Purge protection", { tone: "good", text: "Pass" }]],
    empty: "None.",
  },
  { kind: "table", columns: [{ label: "Finding" }], rows: [], empty: "Nothing is open." },
  {
    kind: "drawing",
    alternative: "Two of three",
    drawing: { width: 100, height: 20, paths: [{ d: "M0 0H100V20H0Z", fill: "#eee" }], texts: [] },
  },
];

describe("a document", () => {
  test("holds every kind of block, as text that can be read back", async () => {
    const { text } = await read(EVERY_KIND);
    for (const part of [
      "Evidence",
      "Coverage",
      "At risk. The key is disabled.",
      "2 more than in May",
      "kv-contoso",
    ])
      expect(text).toContain(part);
    for (const part of ["Purge protection", "Pass", "Nothing is open.", "Page 1 of 1"])
      expect(text).toContain(part);
  });

  test("is A4, tagged, in its language and titled", async () => {
    const { sizes, language, tagged, title, tags } = await read(EVERY_KIND, { language: "fr" });
    expect(sizes.map((size) => size.map(Math.round))).toEqual([[595, 842]]);
    expect([language, tagged, title]).toEqual(["fr", true, "Evidence"]);
    expect(new Set(tags)).toEqual(new Set(["Root", "H1", "P", "H2", "Table", "TR", "TH", "TD", "Figure"]));
  });

  test("is the same to the byte for the same content and time", async () => {
    const [once, again, later] = await Promise.all([
      bytesOf(EVERY_KIND),
      bytesOf(EVERY_KIND),
      bytesOf(EVERY_KIND, { at: new Date("2026-03-04T05:06:08Z") }),
    ]);
    expect(once.equals(again)).toBe(true);
    expect(once.equals(later)).toBe(false);
  });

  test("repeats the head of a table on every page, and numbers the pages", async () => {
    const rows = Array.from({ length: 120 }, (_, index) => [`row-${index}`, "x"]);
    const columns = [{ label: "Key address" }, { label: "State" }];
    const { pages } = await read([{ kind: "table", columns, rows, empty: "" }]);
    expect(pages.length).toBeGreaterThan(2);
    for (const [index, page] of pages.entries()) {
      expect(page).toContain("Key address");
      expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
    }
    for (const [first] of rows) expect(pages.join(" ")).toContain(String(first));
  });
});

describe("texts of any origin", () => {
  test.each([
    ["French", "Clés gérées par le client : œuvre, français, 12 €"],
    ["Polish", "Zażółć gęślą jaźń"],
    ["Vietnamese", "Quản lý khóa mã hóa"],
    ["Greek", "Διαχείριση κλειδιών"],
    ["Ukrainian", "Керування ключами, об’єкт"],
    ["identifiers", "https://kv-0x12.vault.azure.net/keys/3x3->a"],
  ])("%s is drawn", async (_name, text) => {
    expect((await read([paragraph(text)])).text).toContain(text);
  });

  test.each([
    ["a script without a font", "鍵 2", "[U+9375] 2"],
    ["an override of direction", "invoice\u202Egpj.exe", "invoice[U+202E]gpj.exe"],
    ["controls", "a\u0000\u0007b\u009Fc", "a[U+0000 U+0007]b[U+009F]c"],
    ["half of a pair", "a\uD800b", "a[U+D800]b"],
    ["nothing wide", "Con\u200Btoso", "Con[U+200B]toso"],
    ["pictures", "🔑", "[U+1F511]"],
  ])("%s is spelled out", async (_name, text, drawn) => {
    expect((await read([paragraph(text)])).text).toContain(drawn);
  });

  test("a very long word goes over lines, a cell ends in an ellipsis, and nothing leaves the page", async () => {
    const long = "W".repeat(3_000);
    const table: Block = {
      kind: "table",
      columns: [{ label: "A" }, { label: "B" }],
      rows: [[long, long]],
      empty: "",
    };
    const { text, right } = await read([paragraph(long), table], { title: long, footer: long });
    expect(text.replace(/[^W]/g, "").length).toBeGreaterThan(4_000);
    expect(right).toBeLessThanOrEqual(548);
  });

  test("nothing at all is a document too", async () => {
    expect(
      (await read([paragraph(""), { kind: "values", list: [] }, { kind: "figures", list: [] }])).pages,
    ).toHaveLength(1);
  });
});
