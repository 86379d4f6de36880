import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isSource, isTest } from "./source-files";

const FOLDERS = ["server", "services", "steps", "db", "azure", "adobe", "jobs"].map((name) => `lib/${name}/`);

/** Files below these folders may never reach a browser: their first line says so to the bundler. */
export function checkServerOnly(root: string, files: string[]): string[] {
  return files
    .filter((name) => isSource(name) && !isTest(name) && FOLDERS.some((folder) => name.startsWith(folder)))
    .filter((name) => !name.includes("/generated/"))
    .filter((name) => !/^\s*import "server-only";/.test(readFileSync(join(root, name), "utf8")))
    .map((name) => `${name} lacks its first line: import "server-only";`);
}

/** Every folder of lib/ says in 20 lines or fewer what it is. */
export function checkReadmes(root: string, files: string[]): string[] {
  const folders = new Set(files.flatMap((name) => /^lib\/[^/]+(?=\/)/.exec(name)?.[0] ?? []));
  return [...folders].flatMap((folder) => {
    const name = `${folder}/README.md`;
    if (!files.includes(name))
      return [`${name} is missing: what the folder is, what it may import, how to add one more.`];
    const lines = readFileSync(join(root, name), "utf8").trimEnd().split("\n").length;
    return lines > 20 ? [`${name} has ${lines} lines: 20 at most.`] : [];
  });
}

const FORBIDDEN_NAMES = /(^|[/-])(utils?|helpers?|manager)(\/|\.)|(^|\/)(info|data)\./;

/** Names that say nothing. */
export function checkNames(_root: string, files: string[]): string[] {
  return files
    .filter((name) => isSource(name) && FORBIDDEN_NAMES.test(name))
    .map(
      (name) => `${name}: utils, helpers, manager, info and data say nothing; name it after what it does.`,
    );
}
