import { listImports } from "./imports";
import { MATRIX, PARTS, SAME_LAYER } from "./matrix";
import { isSource, isTest } from "./source-files";

/** Settings of tools at the root belong to no layer. */
const isToolSettings = (name: string) => /^[\w.-]+\.config\.(ts|js|mjs)$/.test(name);

const withoutEnding = (name: string) => name.replace(/(\.test)?\.(tsx?|mjs|js|json)$/, "");

const begins = (name: string, prefix: string) => name === prefix || name.startsWith(`${prefix}/`);

/** The layer of a file, or null when no rule knows it. */
export function layerOf(name: string): string | null {
  const path = withoutEnding(name);
  const beside = SAME_LAYER[path];
  if (beside) return beside;
  const matching = Object.keys(MATRIX).filter((layer) => layer !== "root" && begins(path, layer));
  return matching.sort((a, b) => b.length - a.length)[0] ?? null;
}

function allows(from: string, to: string, path: string, typeOnly: boolean): boolean {
  const rules = MATRIX[from] ?? [];
  if (rules.includes(to) || (typeOnly && rules.includes(`types of ${to}`))) return true;
  if (rules.includes("lib") && to.startsWith("lib/")) return true;
  return rules.some((rule) => PARTS[rule] === to && begins(withoutEnding(path), rule));
}

function judge(name: string, to: string, typeOnly: boolean): string | null {
  const from = layerOf(name);
  const target = layerOf(to);
  if (from === null || target === null || from === target) return null;
  if (isTest(name)) {
    const apart = from === "sandbox" && target !== "test";
    return apart
      ? `${name} imports ${to}: the sandbox knows nothing of the product, not even in tests.`
      : null;
  }
  if (allows(from, target, to, typeOnly)) return null;
  const may = MATRIX[from]?.join(", ") || "nothing else";
  const hint = MATRIX[from]?.includes(`types of ${target}`) ? " (only with import type)" : "";
  return `${name} imports ${to}: ${from} may import ${may}${hint}. Move the code, or pass it in; the rules are scripts/verify/matrix.ts.`;
}

/** Every import against the matrix, and every source file against the list of known layers. */
export function checkLayers(root: string, files: string[]): string[] {
  const sources = files.filter((name) => isSource(name) && !isToolSettings(name));
  const strangers = sources
    .filter((name) => layerOf(name) === null)
    .map(
      (name) =>
        `${name} belongs to no layer: put it into a known folder, or add the folder to scripts/verify/matrix.ts.`,
    );
  const wrong = sources.flatMap((name) =>
    listImports(root, name).flatMap(({ to, typeOnly }) => judge(name, to, typeOnly) ?? []),
  );
  return [...strangers, ...wrong];
}
