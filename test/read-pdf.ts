import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

type Node = { role?: string; children?: Node[] };

const rolesOf = (node: Node | null): string[] =>
  node ? [...(node.role ? [node.role] : []), ...(node.children ?? []).flatMap(rolesOf)] : [];

/** What a PDF says, read by another program than the one that wrote it. `right`: how far right text reaches. */
export async function readPdf(bytes: Uint8Array) {
  const loading = getDocument({ data: new Uint8Array(bytes), verbosity: 0, useSystemFonts: false });
  const document = await loading.promise;
  const pages: string[] = [];
  const sizes: number[][] = [];
  const tags: string[] = [];
  let right = 0;
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    const parts = items.flatMap((item) => ("str" in item ? [item] : []));
    pages.push(parts.map(({ str, hasEOL }) => (hasEOL ? `${str}\n` : str)).join(""));
    for (const { transform, width } of parts) right = Math.max(right, Number(transform[4]) + width);
    sizes.push(page.view.slice(2));
    tags.push(...rolesOf((await page.getStructTree()) as Node | null));
  }
  const { info } = await document.getMetadata();
  const { Title, Language } = info as { Title?: string; Language?: string };
  const tagged = (await document.getMarkInfo())?.Marked === true;
  await loading.destroy();
  return { text: pages.join("\n"), pages, sizes, tags, right, title: Title, language: Language, tagged };
}
