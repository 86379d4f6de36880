import { listImports } from "./imports";
import { isSource } from "./source-files";

/** Files that import each other in a ring, found by Tarjan's algorithm. Types alone make no ring: they are gone at run time. */
export function checkCycles(root: string, files: string[]): string[] {
  const sources = files.filter(isSource);
  const edges = new Map(
    sources.map((name) => [
      name,
      listImports(root, name).flatMap(({ to, typeOnly }) => (typeOnly || to === name ? [] : [to])),
    ]),
  );
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const rings: string[][] = [];

  const visit = (name: string): number => {
    const mine = index.size;
    index.set(name, mine);
    low.set(name, mine);
    stack.push(name);
    for (const next of edges.get(name) ?? []) {
      const reached = index.has(next) ? (stack.includes(next) ? index.get(next) : undefined) : visit(next);
      if (reached !== undefined) low.set(name, Math.min(low.get(name) ?? mine, reached));
    }
    if (low.get(name) === mine) {
      const ring = stack.splice(stack.indexOf(name));
      if (ring.length > 1) rings.push(ring);
    }
    return low.get(name) ?? mine;
  };
  for (const name of sources) if (!index.has(name)) visit(name);
  return rings.map(
    (ring) => `These import each other: ${ring.join(" → ")}. Move what they share into a file of its own.`,
  );
}
