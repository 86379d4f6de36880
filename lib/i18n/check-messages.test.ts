import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CHECK_IDS } from "@/lib/cmk/checks/check-ids";
import { CHECKS } from "@/lib/cmk/checks/registry";
import en from "@/messages/en.json";
import fr from "@/messages/fr.json";

const FOLDER = new URL("../cmk/checks/rules/", import.meta.url).pathname;
const rules = readdirSync(FOLDER)
  .map((file) => readFileSync(FOLDER + file, "utf8"))
  .join("\n");
const reasons = [...new Set([...rules.matchAll(/key: "([a-z-]+)"/g)].map((match) => match[1] ?? ""))];
const fixes = [...new Set(CHECKS.flatMap(({ fix }) => (fix.kind === "needs" ? [fix.what] : ["plan"])))];

describe.each([
  ["English", en],
  ["French", fr],
] as const)("the catalogue in %s", (_name, messages) => {
  const checks: Record<string, { title?: string; why?: string; passes?: string }> = messages.checks;
  it("says of every check what it is, why it matters and when it passes", () => {
    expect(Object.keys(checks)).toEqual([...CHECK_IDS]);
    for (const id of CHECK_IDS)
      for (const text of [checks[id]?.title, checks[id]?.why, checks[id]?.passes])
        expect([id, (text ?? "").length > 3]).toEqual([id, true]);
  });

  it("words every reason and every fix of the rules", () => {
    expect(reasons.length).toBeGreaterThan(40);
    expect(reasons.filter((key) => !(key in messages.checkReasons))).toEqual([]);
    expect(fixes.filter((what) => !(what in messages.checkFixes))).toEqual([]);
  });
});
