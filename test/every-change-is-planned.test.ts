import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

/** What changes a cloud is one operation of a plan: nothing else in the product reaches a call that does. */

const root = new URL("../", import.meta.url).pathname;
const read = (path: string) => readFileSync(root + path, "utf8");
const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, name]) => name ?? "");

const PORTS = ["lib/azure/ports.ts", "lib/adobe/ports.ts"].map(read).join("\n");
const changing = matches(PORTS, /^ {2}(\w+)\(/gm).filter(
  (name) =>
    !/^(?:get|list|check|my|me$|has|query|read|allows|resourceGroupExists|find|isProvider)/.test(name),
);

const sources = ["app", "components", "lib"].flatMap((folder) =>
  readdirSync(root + folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|generated|^(?:azure|adobe)\//.test(file))
    .map((file): [path: string, text: string] => [`${folder}/${file}`, read(`${folder}/${file}`)]),
);

describe("a change of a cloud", () => {
  it("has an operation of its own, and every operation its call", () => {
    const operations = matches(read("lib/cmk/plan.ts"), /\bop: "([a-z-]+)"/g);
    const named = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    expect(changing.map(named).sort()).toEqual([...new Set(operations)].sort());
  });

  it("is called by the one function that carries out operations, and nowhere else", () => {
    const calls = new RegExp(`\\)?\\.(?:${changing.join("|")})\\(`);
    const found = sources.flatMap(([path, text]) => (calls.test(text) ? [path] : []));
    expect(found.sort()).toEqual(["lib/steps/apply-operation.ts", "lib/steps/remove-orphan.ts"]);
  });

  it("is reached by three verbs, each of which refuses a plan that is not the one shown", () => {
    const verbs = sources.filter(([, text]) => /\.apply\(stepContext\(/.test(text));
    expect(verbs.map(([path]) => path).sort()).toEqual([
      "lib/services/key-life/apply-maintenance.ts",
      "lib/services/setup/perform-attempt.ts",
      "lib/services/watch/apply-rights.ts",
    ]);
    for (const [path, text] of verbs) expect([path, /stalePlan/.test(text)]).toEqual([path, true]);
  });
});
