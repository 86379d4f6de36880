import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fakeWorld, refusal } from "@/test/fake-clouds";
import { ADOPTED_VAULT, sampleVault } from "@/test/sample-input";
import { openSetupWorld, type SetupWorld } from "@/test/setup-world";
import type { OrganisationContext } from "../context";
import { requestVerification } from "../watch/request-verification";
import { attestStep } from "./attest-step";
import { checkStep } from "./check-step";
import { getSetup } from "./get-setup";
import { getStep } from "./get-step";
import { listKeyCandidates } from "./list-key-candidates";
import { listVaultCandidates } from "./list-vault-candidates";
import { saveChoices } from "./save-choices";
import { withdrawStatement } from "./withdraw-statement";

let world: SetupWorld;
let admin: OrganisationContext;
beforeEach(async () => {
  world = await openSetupWorld(fakeWorld());
  admin = world.as(["admin"]);
});
afterEach(() => world.end());

const ENTITLEMENT = { part: "aep", step: "entitlement" } as const;
const VAULT = { part: "aep", step: "vault" } as const;
async function outcomeOf(step: { part: "aep" | "cja"; step: Parameters<typeof getStep>[1]["step"] }) {
  return (await getStep(admin, step)).step.outcome;
}

describe("who may", () => {
  const verbs: Record<string, (context: OrganisationContext) => Promise<unknown>> = {
    saveChoices: (context) => saveChoices(context, { part: "aep", revision: 1, vault: ADOPTED_VAULT }),
    attestStep: (context) => attestStep(context, { ...ENTITLEMENT, reference: "R" }),
    withdrawStatement: (context) => withdrawStatement(context, { statementId: world.mine.id }),
    listVaultCandidates: (context) => listVaultCandidates(context, { part: "aep" }),
    listKeyCandidates: (context) => listKeyCandidates(context, { part: "aep" }),
  };
  test.each(Object.keys(verbs))("%s is the admin's alone, in the own organisation alone", async (name) => {
    const verb = verbs[name];
    if (!verb) throw new Error(name);
    const before = await world.auditActions();
    for (const context of [world.as(["leader"]), world.as(["support"]), world.as([]), world.system()]) {
      await expect(verb(context)).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    await expect(verb({ ...admin, organisationId: world.theirs.id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await world.auditActions()).toEqual(before);
    expect(world.vendors.calls).toEqual([]);
  });

  test("checking: admin, support and Clavis; reading: everybody with a role", async () => {
    for (const context of [admin, world.as(["support"]), world.system()]) await checkStep(context, VAULT);
    await expect(checkStep(world.as(["leader"]), VAULT)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(requestVerification(world.as(["leader"]))).rejects.toMatchObject({ code: "FORBIDDEN" });
    for (const context of [admin, world.as(["support"]), world.as(["leader"]), world.system()]) {
      expect((await getSetup(context)).parts).toHaveLength(2);
    }
    await expect(getSetup(world.as([]))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(getSetup({ ...admin, organisationId: world.theirs.id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(checkStep({ ...admin, organisationId: world.theirs.id }, VAULT)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  test("support sees what was observed, and no plan", async () => {
    const view = await checkStep(world.as(["support"]), VAULT);
    expect(view).toMatchObject({
      plan: null,
      permitted: null,
      facts: { vault: { value: { exists: false } } },
    });
  });
});

describe("looking", () => {
  test("reading asks no vendor; checking stores what was seen, for the next machine", async () => {
    await getStep(admin, VAULT);
    await getSetup(admin);
    expect(world.vendors.calls).toEqual([]);
    await checkStep(admin, VAULT);
    expect((await getStep(world.as(["leader"]), VAULT)).facts.vault).toMatchObject({
      value: { exists: false },
    });
  });

  test("says before the click what the person lacks", async () => {
    await checkStep(admin, ENTITLEMENT);
    world.vendors.directoryRoles = [];
    const view = await checkStep(admin, { part: "aep", step: "app" });
    expect(view.permitted).toMatchObject([
      {
        permission: "Application.ReadWrite.All",
        scope: null,
        allowed: false,
        holders: {
          actor: "entra-administrator",
          roles: expect.arrayContaining(["Application Administrator"]),
        },
      },
    ]);
    expect(view.consentUrl).toContain(world.mine.azureTenantId);
    expect(view.consentUrl).not.toContain("common");
  });

  test("a silent vendor shows in the answer, and takes nothing away from what was known", async () => {
    await saveChoices(admin, { part: "aep", revision: 1, vault: ADOPTED_VAULT });
    world.vendors.vaults.push(sampleVault({ tenantId: world.mine.azureTenantId }));
    await checkStep(admin, VAULT);
    world.vendors.before.getVault = () => {
      throw refusal({ kind: "unavailable", status: 503, code: null, retryable: true });
    };
    expect((await checkStep(admin, VAULT)).facts.vault).toMatchObject({ failure: { kind: "unavailable" } });
    expect((await getStep(admin, VAULT)).facts.vault).toMatchObject({ value: { name: "kv-sample-aep" } });
  });

  test("a credential that Adobe refuses now counts at once", async () => {
    await checkStep(admin, ENTITLEMENT);
    await world.attest("aep", "entitlement");
    expect((await outcomeOf(ENTITLEMENT)).kind).toBe("done");
    world.vendors.before.getAppRegistration = () => {
      throw refusal({ vendor: "adobe" });
    };
    await checkStep(admin, ENTITLEMENT);
    expect(await outcomeOf(ENTITLEMENT)).toMatchObject({ kind: "needs", who: "adobe-administrator" });
  });

  test("a defect is no vendor's failure: it is thrown", async () => {
    world.vendors.before.getVault = () => {
      throw new TypeError("defect");
    };
    await expect(checkStep(admin, VAULT)).rejects.toThrow("defect");
  });
});
