import { readFileSync } from "node:fs";
import { join } from "node:path";

/** In pieces, so that this list does not find itself. */
const WORDS = [
  ["TO", "DO:?\\b"],
  ["FIX", "ME\\b"],
  ["\\bX", "XX\\b"],
  ["/wor", "k/(main|shared)"],
  ["\\bChat", "GPT\\b"],
  ["\\bClau", "de\\b"],
  ["\\bCopi", "lot\\b"],
  ["\\bLL", "M\\b"],
  ["lorem ", "ipsum"],
  ["@ts-", "(ignore|nocheck)"],
  ["eslint-", "disable"],
  ["\\b(it|test|describe)\\.", "(only|skip|todo)\\("],
].map((pieces) => new RegExp(pieces.join("")));

const TEXT = /\.(ts|tsx|mjs|js|json|md|css|sql|prisma|sh|yml|html)$|^\.(env\.example|ci\/run)$/;

/** Left-overs, suppressed checks, skipped tests, and what does not belong into a product's repository. */
export function checkWords(root: string, files: string[]): string[] {
  return files
    .filter((name) => TEXT.test(name) && name !== "package-lock.json")
    .flatMap((name) =>
      readFileSync(join(root, name), "utf8")
        .split("\n")
        .flatMap((line, number) => {
          const found = WORDS.map((word) => word.exec(line)?.[0]).find(Boolean);
          return found ? [`${name}:${number + 1} has "${found}".`] : [];
        }),
    );
}
