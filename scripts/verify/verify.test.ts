import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { root } from "../root";
import { CHECKS } from "./checks";
import { listFiles } from "./source-files";

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A small project in which every check passes. */
const GOOD: Record<string, string> = {
  "package.json": `${JSON.stringify({ name: "planted", type: "module", scripts: { start: "node scripts/begin.ts" } }, null, 2)}\n`,
  "tsconfig.json": `{
  "compilerOptions": {
    "strict": true,
    "module": "ESNext",
    "moduleResolution": "bundler",
    "target": "ES2022",
    "noEmit": true,
    "types": [],
    "paths": { "@/*": ["./*"] }
  },
  "include": ["**/*.ts"]
}\n`,
  "README.md":
    "# Planted\n\nBegins in `scripts/begin.ts`, see [lib/db](lib/db/README.md#what). Run `npm start`.\n",
  "scripts/begin.ts": `import { port } from "../lib/env";\n\nconsole.log(port);\n`,
  "lib/env.ts": "export const port: number = 3000;\n",
  "lib/db/README.md": "# What\n\nTables.\n",
  "lib/db/list-rows.ts": `import "server-only";\n\nexport async function listRows(): Promise<string[]> {\n  return [];\n}\n`,
  "lib/services/README.md": "# What\n\nVerbs.\n",
  "lib/services/show-rows.ts": `import "server-only";\nimport { listRows } from "@/lib/db/list-rows";\n\nawait listRows();\n`,
};

function plant(changes: Record<string, string>): { folder: string; files: string[] } {
  const folder = mkdtempSync(join(tmpdir(), "clavis-verify-"));
  made.push(folder);
  for (const [name, text] of Object.entries({ ...GOOD, ...changes })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  for (const name of ["biome.json", ".oxlintrc.json"]) cpSync(join(root, name), join(folder, name));
  const knip = {
    entry: ["scripts/begin.ts", "lib/services/*.ts"],
    project: ["**/*.ts"],
    ignoreDependencies: [".*"],
  };
  writeFileSync(join(folder, "knip.json"), `${JSON.stringify(knip)}\n`);
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, ".gitignore"), "node_modules\nknip.json\nbiome.json\n.oxlintrc.json\n");
  execFileSync("git", ["init", "-q"], { cwd: folder });
  return { folder, files: listFiles(folder) };
}

async function problemsOf(name: string, changes: Record<string, string>): Promise<string> {
  const { folder, files } = plant(changes);
  const check = CHECKS.find((each) => each.name === name);
  if (!check) throw new Error(`No check ${name}`);
  return (await check.run(folder, files)).join("\n");
}

test.each(CHECKS.map((check) => check.name))("%s passes on a good project", async (name) => {
  expect(await problemsOf(name, {})).toBe("");
});

const NEW_FILE = "lib/services/new.ts";
const HEADER = `import "server-only";\n`;

test.each<[string, string, Record<string, string>, RegExp]>([
  ["format", "single quotes", { [NEW_FILE]: "export const a = 'b'\n" }, /new\.ts/],
  ["types", "a text where a number belongs", { [NEW_FILE]: `export const a: number = "b";\n` }, /TS2322/],
  [
    "lint",
    "a promise nobody waits for",
    { [NEW_FILE]: `${HEADER}import { listRows } from "@/lib/db/list-rows";\n\nlistRows();\n` },
    /no-floating-promises/,
  ],
  ["lint", "any", { [NEW_FILE]: "export const a: any = 1;\n" }, /no-explicit-any/],
  [
    "lint",
    "the environment read outside lib/env.ts",
    { [NEW_FILE]: "export const a = process.env.PATH;\n" },
    /no-process-env/,
  ],
  ["lint", "a file too long", { [NEW_FILE]: "//\n".repeat(251) }, /max-lines/],
  ["lint", "a default export", { [NEW_FILE]: "export default 1;\n" }, /no-default-export/],
  [
    "lint",
    "a file name in camelCase",
    { "lib/services/newVerb.ts": "export const a = 1;\n" },
    /filename-case/,
  ],
  [
    "layers",
    "a table that calls a verb",
    { "lib/db/bad.ts": `${HEADER}import "@/lib/services/show-rows";\n` },
    /lib\/db\/bad\.ts imports lib\/services\/show-rows\.ts: lib\/db may import/,
  ],
  [
    "layers",
    "a drawing that reads the database",
    { "components/bad.tsx": `import { listRows } from "@/lib/db/list-rows";\nexport const a = listRows;\n` },
    /components may import/,
  ],
  [
    "layers",
    "a page that calls a verb",
    { "app/page.tsx": `import { listRows } from "@/lib/services/show-rows";\nexport const a = listRows;\n` },
    /app may import/,
  ],
  [
    "layers",
    "a step that runs a vendor's code",
    {
      "lib/azure/ports.ts": "export type Vaults = string;\nexport const x = 1;\n",
      "lib/steps/bad.ts": `import { x } from "@/lib/azure/ports";\nexport const a = x;\n`,
    },
    /only with import type/,
  ],
  [
    "layers",
    "the product in the sandbox",
    { "sandbox/bad.ts": `import "../lib/env";\n` },
    /sandbox may import nothing/,
  ],
  [
    "layers",
    "the sandbox in the product",
    { "lib/env.ts": `import "../sandbox/a";\n`, "sandbox/a.ts": "" },
    /lib\/env/,
  ],
  ["layers", "a folder nobody knows", { "shared/a.ts": "export const a = 1;\n" }, /belongs to no layer/],
  [
    "cycles",
    "two files that need each other",
    {
      "lib/cmk/a.ts": `import { b } from "./b";\nexport const a = () => b;\n`,
      "lib/cmk/b.ts": `import { a } from "./a";\nexport const b = () => a;\n`,
    },
    /import each other: lib\/cmk\/[ab]\.ts → lib\/cmk\/[ab]\.ts/,
  ],
  ["unused", "a file that nobody imports", { "lib/db/alone.ts": "export const alone = 1;\n" }, /alone\.ts/],
  ["docs", "a link to nowhere", { "docs/a.md": "[gone](./gone.md)\n" }, /gone\.md, which is not there/],
  [
    "docs",
    "a cited path that is not there",
    { "docs/a.md": "See `lib/gone/file.ts`.\n" },
    /cites lib\/gone\/file\.ts/,
  ],
  ["docs", "a heading that is not there", { "docs/a.md": "[gone](../README.md#gone)\n" }, /no such heading/],
  ["docs", "a command that is not there", { "docs/a.md": "Use npm run gone.\n" }, /npm run gone/],
  [
    "server-only",
    "the first line left out",
    { "lib/db/bad.ts": "export const a = 1;\n" },
    /lib\/db\/bad\.ts lacks/,
  ],
  ["readmes", "a folder without its page", { "lib/azure/a.ts": "" }, /lib\/azure\/README\.md is missing/],
  ["readmes", "a page too long", { "lib/db/README.md": "line\n".repeat(21) }, /has 21 lines/],
  ["names", "a name that says nothing", { "lib/cmk/string-utils.ts": "" }, /string-utils/],
  [
    "words",
    "a skipped test",
    { "lib/a.test.ts": ["test.", 'skip("later");\n'].join("") },
    /lib\/a\.test\.ts:1/,
  ],
  ["words", "something left for later", { "lib/a.ts": ["// TO", "DO: finish\n"].join("") }, /lib\/a\.ts:1/],
])("%s fails on %s", async (name, _what, changes, words) => {
  expect(await problemsOf(name, changes)).toMatch(words);
});
