import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { AUDIT_ACTIONS } from "@/lib/cmk/audit-actions";
import { FACT_SCHEMAS, failureSchema, SOURCES } from "@/lib/cmk/facts";
import { CALLERS, REACH_REASONS } from "@/lib/cmk/network/reach";
import { ALL_STEPS } from "@/lib/cmk/parts";
import { ROLES } from "@/lib/cmk/permissions";
import { WAIT_REASONS, WAITS } from "@/lib/cmk/windows";
import { ERROR_CODES } from "@/lib/errors";
import { SIGN_IN_ERRORS } from "@/lib/services/sign-in/identity-provider";
import en from "@/messages/en.json";
import fr from "@/messages/fr.json";

type Tree = { [key: string]: string | Tree };
const root = new URL("../../", import.meta.url).pathname;

function flat(tree: Tree, prefix = ""): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]): [string, string][] =>
      typeof value === "string" ? [[prefix + key, value]] : [...flat(value, `${prefix}${key}.`)],
    ),
  );
}
const messages = { en: flat(en), fr: flat(fr) };

/** Everything that a pattern finds in the rules, which name their messages as plain strings. */
function named(folder: string, pattern: RegExp, atLeast: number, except = "-"): string[] {
  const files = readdirSync(root + folder, { recursive: true, encoding: "utf8" });
  const sources = files.filter(
    (file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && !file.startsWith(except),
  );
  const found = sources.flatMap((file) =>
    [...readFileSync(`${root}${folder}/${file}`, "utf8").matchAll(pattern)].map((match) => match[1] ?? ""),
  );
  const unique = [...new Set(found)];
  expect(unique.length).toBeGreaterThanOrEqual(atLeast);
  return unique;
}

const rules = "lib/cmk/requirements";
const requirements = named(
  rules,
  /(?:check|requirementsOn\([^)]*\)|stated)\(\s*(?:input, "[a-z]+", )?"([a-z-]+)"|id: "([a-z-]+)"/g,
  20,
);
const more = named(rules, /\bid: "([a-z-]+)"/g, 5);
const reasons = named(rules, /key: "([a-z-]+)"/g, 25);
// What the catalogue of checks names is worded in a branch of its own (check-messages.test.ts).
const needs = named("lib/cmk", /what: "([a-z-]+)"/g, 12, "checks/");
const problems = named("lib/services/setup", /^ {2}\| "([a-z-]+)"/gm, 6);
const statedIds = named(rules, /stated\(input, "[a-z]+", "([a-z-]+)"/g, 4);

const needed: Record<string, string[]> = {
  requirements: [...requirements, ...more].filter(Boolean),
  reasons: [
    ...reasons,
    ...["not-listed", "inert", "public-disabled", "perimeter-rules"].map((reach) => `monitor-${reach}`),
    ...failureSchema.shape.kind.options.map((kind) => `failure.${kind}`),
  ],
  "network.callers": [...CALLERS],
  "network.details": [...CALLERS],
  "network.reasons": [...REACH_REASONS],
  waiting: WAIT_REASONS.flatMap((reason) => [
    ...["title", "short", "shortUntil"].map((text) => `${reason}.${text}`),
    ...WAITS[reason].causes.map((cause) => `${reason}.causes.${cause}`),
  ]),
  needs: [...needs, ...statedIds.map((id) => `state-${id}`)],
  properties: named("lib/cmk/plans", /\["([a-zA-Z]+)", /g, 15),
  actors: named("lib/cmk", /^ {2}\| "([a-z-]+)";?$/gm, 6),
  errors: [...ERROR_CODES],
  "signIn.errors": [...SIGN_IN_ERRORS],
  "audit.actions": [...AUDIT_ACTIONS],
  "runs.problem": problems,
  roles: [...ROLES],
  sources: [...SOURCES],
  "configuration.subjects": Object.keys(FACT_SCHEMAS),
  failures: failureSchema.shape.kind.options.flatMap((kind) => [`${kind}.title`, `${kind}.fix`]),
  vendors: [...failureSchema.shape.vendor.options],
  steps: ALL_STEPS.flatMap(({ part, id, kind }) => {
    const texts = [
      "name",
      "title",
      "why",
      ...(kind === "observed" ? [] : ["action"]),
      ...(kind === "statement" ? ["reference", "referenceHint"] : []),
    ];
    return texts.map((text) => `${part}.${id}.${text}`);
  }),
};

describe("messages", () => {
  it("are the same in both languages, placeholders too", () => {
    expect([...messages.fr.keys()].sort()).toEqual([...messages.en.keys()].sort());
    const holders = (text = "") => [...new Set(text.match(/\{\w+[,}]/g))].sort();
    for (const [key, text] of messages.en) expect(holders(messages.fr.get(key)), key).toEqual(holders(text));
  });
  it.each(Object.entries(needed))("word every one of %s", (branch, keys) => {
    const missing = keys.filter((key) => !messages.en.has(`${branch}.${key}`));
    expect(missing).toEqual([]);
  });
  it("shout at nobody", () => {
    for (const text of [...messages.en.values(), ...messages.fr.values()]) expect(text).not.toMatch(/!|'/);
  });
  it("keep French punctuation on its line", () => {
    for (const [key, text] of messages.fr) expect(text, key).not.toMatch(/ [:;?»]|« /);
  });
  it("are plain where the browser fills them in", () => {
    const browserOnly = [
      "actors",
      "common",
      "connection",
      "errors",
      "failures",
      "needs",
      "organisationForm",
      "reasons",
      "runs",
      "setup",
      "status",
      "step",
      "steps",
      "waiting",
    ];
    for (const [key, text] of messages.en) {
      if (browserOnly.includes(key.split(".")[0] ?? "")) expect(text, key).not.toMatch(/\{\w+,/);
    }
  });
});
