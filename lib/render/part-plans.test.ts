import { describe, expect, test } from "vitest";
import { sampleInput, seen } from "@/test/sample-input";
import type { PartFacts } from "../cmk/facts";
import { AZURE_ROLES } from "../cmk/ids";
import { PART_IDS, type PartId, type StepId } from "../cmk/parts";
import { automaticSteps, makePlan } from "../cmk/plans/make-plan";
import { SCRIPT_FORMATS } from "../cmk/script-formats";
import { renderPlan } from "./render-plan";

/** Plans as the rules make them of facts, not by hand: of every step alone, and of a whole part from nothing. */
const absent = { exists: false as const, softDeleted: null };
const nobody = seen({ scope: "", list: [] });
const MISSING: Partial<Record<StepId, Partial<PartFacts>>> = {
  vault: { vault: seen(absent), key: undefined, assignments: undefined },
  key: { key: seen(absent) },
  app: { principal: seen(absent, "graph") },
  role: { assignments: nobody },
  "app-access": { principal: seen(absent, "graph"), assignments: nobody },
};
const NOTHING = { vault: seen(absent), key: seen(absent), principal: seen(absent), assignments: undefined };

async function scriptsOf(part: PartId, steps: StepId[], facts: Partial<PartFacts>) {
  const input = sampleInput(part, facts);
  const plan = await makePlan(steps, input, {
    actor: { objectId: "aaaaaaaa-0000-4000-8000-00000000000a", name: "Ada Admin", mayCreateKeys: false },
    resourceGroupExists: false,
    providerRegistered: false,
  });
  return renderPlan(plan, { tenantId: input.organisation.azureTenantId });
}

const CASES = PART_IDS.flatMap((part) => [
  ...automaticSteps(part).map((step): [string, PartId, StepId[], Partial<PartFacts>] => [
    `${part}-${step}`,
    part,
    [step],
    MISSING[step] ?? {},
  ]),
  [`${part}-whole`, part, automaticSteps(part), NOTHING] as [string, PartId, StepId[], Partial<PartFacts>],
]);

describe("every step, and a whole part", () => {
  test.each(CASES)("%s in every form as on file", async (name, part, steps, facts) => {
    const scripts = await scriptsOf(part, steps, facts);
    for (const format of SCRIPT_FORMATS)
      await expect(`${scripts?.[format]}\n`).toMatchFileSnapshot(`golden/${name}.${format}.txt`);
  });

  test.each(PART_IDS)(
    "a whole part's scripts name the real vault, the real key and roles by id: %s",
    async (part) => {
      const scripts = await scriptsOf(part, automaticSteps(part), NOTHING);
      for (const format of SCRIPT_FORMATS) {
        expect(scripts?.[format]).toContain(`kv-sample-${part}`);
        expect(scripts?.[format]).toContain(`adobe-${part}-cmk`);
        expect(scripts?.[format]).toContain(AZURE_ROLES.keyVaultCryptoServiceEncryptionUser);
      }
    },
  );
});
