import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

export type Import = { from: string; to: string; typeOnly: boolean };

const STATEMENT = /^\s*(?:import|export)\s+(type\s+)?(?:[\w*{][^"';]*?\sfrom\s+)?["']([^"']+)["']/gm;
const CALL = /\b(?:import|require)\(\s*["']([^"']+)["']\s*\)/g;
const ENDINGS = ["", ".ts", ".tsx", ".mjs", ".js", ".json", "/index.ts", "/index.tsx"];

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

/** A path relative to the root, with its ending, or null for packages and for files that are not there. */
function resolveSpecifier(root: string, from: string, specifier: string): string | null {
  const base = specifier.startsWith("@/")
    ? specifier.slice(2)
    : specifier.startsWith(".")
      ? normalize(join(dirname(from), specifier)).replaceAll("\\", "/")
      : null;
  if (base === null) return null;
  const ending = ENDINGS.find((each) => isFile(join(root, base + each)));
  return ending === undefined ? base : base + ending;
}

/** What one file imports of the project's own files. Packages are nobody's layer. */
export function listImports(root: string, from: string): Import[] {
  const text = readFileSync(join(root, from), "utf8");
  const found = [
    ...[...text.matchAll(STATEMENT)].map((match) => ({ specifier: match[2], typeOnly: Boolean(match[1]) })),
    ...[...text.matchAll(CALL)].map((match) => ({ specifier: match[1], typeOnly: false })),
  ];
  return found.flatMap(({ specifier, typeOnly }) => {
    const to = specifier && resolveSpecifier(root, from, specifier);
    return to ? [{ from, to, typeOnly }] : [];
  });
}
