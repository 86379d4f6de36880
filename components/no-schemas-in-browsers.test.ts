import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Modules whose values a file takes in; types alone are gone once it is built, and `import()` is loaded when needed. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, "utf8");
  const found = text.matchAll(/^(?:import|export)\s+(?!type\b)([^;]*?)\s*from\s+"([^"]+)";/gms);
  return [...found]
    .filter(([, names = ""]) => !/^\{(?:\s*type\s[^,}]+,?)*\s*\}$/.test(names))
    .map(([, , from = ""]) => from);
}

function resolve(from: string, file: string): string | null {
  const base = from.startsWith("@/")
    ? join(ROOT, from.slice(2))
    : from.startsWith(".")
      ? join(dirname(file), from)
      : null;
  return (
    [".ts", ".tsx", "/index.ts"].map((end) => `${base}${end}`).find((path) => base && existsSync(path)) ??
    null
  );
}

/** The way from a file to zod through what it takes in; null when there is none. */
function wayToZod(file: string, seen: Set<string>): string[] | null {
  if (seen.has(file)) return null;
  seen.add(file);
  for (const from of importsOf(file)) {
    if (from === "zod") return [file];
    const next = resolve(from, file);
    const way = next && wayToZod(next, seen);
    if (way) return [file, ...way];
  }
  return null;
}

const clients = readdirSync(join(ROOT, "components"), { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
  .map((file) => join(ROOT, "components", file))
  .filter((file) => readFileSync(file, "utf8").startsWith('"use client"'));

// A schema is worked out where it stands, so that no build can leave it out: sixty kilobytes for one list of words.
it("sends no schema library to browsers", () => {
  expect(clients.length).toBeGreaterThan(50);
  const ways = clients.map((file) => wayToZod(file, new Set())).filter((way) => way !== null);
  expect(ways.map((way) => way.map((file) => file.slice(ROOT.length)).join(" → "))).toEqual([
    // What is typed here is judged while it is typed, by the rules of the API.
    "components/organisations/organisation-form.tsx → components/organisations/form-state.ts → lib/cmk/schemas.ts",
  ]);
});
