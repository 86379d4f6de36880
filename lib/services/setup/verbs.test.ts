import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { changesMade, fakeWorld, refusal } from "@/test/fake-clouds";
import { samplePrincipal, sampleVault } from "@/test/sample-input";
import { openSetupWorld, type SetupWorld } from "@/test/setup-world";
import type { OrganisationContext } from "../context";
import { getVerificationRun, requestVerification } from "../watch/request-verification";
import { runVerification } from "../watch/run-verification";
import { attestStep } from "./attest-step";
import { checkStep } from "./check-step";
import { findUnsettled } from "./find-work";
import { getSetup } from "./get-setup";
import { getStep } from "./get-step";
import { listKeyCandidates } from "./list-key-candidates";
import { listVaultCandidates } from "./list-vault-candidates";
import { pollEnablement } from "./poll-enablement";
import { reCheckStep } from "./re-check-step";
import { reCheckVault } from "./re-check-vault";
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
const vaultChoice = {
  mode: "adopt",
  name: "kv-sample-aep",
  resourceGroup: "rg-cmk",
  location: "westeurope",
  sku: "premium",
} as const;
/** One step of a part, as stored. */
async function outcomeOf(step: { part: "aep" | "cja"; step: Parameters<typeof getStep>[1]["step"] }) {
  return (await getStep(admin, step)).step.outcome;
}

describe("who may", () => {
  const verbs: Record<string, (context: OrganisationContext) => Promise<unknown>> = {
    saveChoices: (context) => saveChoices(context, { part: "aep", revision: 1, vault: vaultChoice }),
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
    await saveChoices(admin, { part: "aep", revision: 1, vault: vaultChoice });
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

describe("statements", () => {
  async function throughCja(): Promise<void> {
    await world.attest("cja", "entitlement");
    await checkStep(admin, { part: "cja", step: "privilege" });
    for (const step of ["vault", "key", "app-access"] as const) {
      expect((await world.apply("cja", step)).step.outcome.kind).toBe("done");
    }
  }

  test("are kept with person, reference and time, in order only", async () => {
    await expect(world.attest("cja", "confirmation")).rejects.toMatchObject({
      code: "STEP_BLOCKED",
      details: { by: ["cja/ticket"] },
    });
    const view = await attestStep(admin, { ...ENTITLEMENT, reference: "Contract 7", statedOn: "2026-11-01" });
    expect(view.statements).toMatchObject([
      { reference: "Contract 7", statedOn: "2026-11-01", statedByName: "Ada" },
    ]);
    expect(await world.auditActions()).toEqual(["statement.made"]);
  });

  test("cannot be made of what is observed", async () => {
    await expect(attestStep(admin, { ...VAULT, reference: "trust me" })).rejects.toMatchObject({
      code: "INVALID_INPUT",
    });
  });

  test("the ticket's text is Clavis's, and names the key; the whole part then completes", async () => {
    await throughCja();
    const { ticketText } = await getStep(admin, { part: "cja", step: "ticket" });
    expect(ticketText).toContain("/keys/adobe-cja-cmk");
    const view = await attestStep(admin, {
      part: "cja",
      step: "ticket",
      reference: "E-1",
      text: "something else",
    });
    expect(view.statements[0]?.text).toBe(ticketText);
    expect(view.step.outcome.kind).toBe("done");
    await world.attest("cja", "confirmation");
    const setup = await getSetup(admin);
    expect(setup.parts[1]).toMatchObject({ status: "complete", done: 7 });
    expect(setup.covered).toBe(false);
  });

  test("a confirmation is a message, a reference or both; without it the part stays open", async () => {
    await throughCja();
    await attestStep(admin, { part: "cja", step: "ticket", reference: "E-1", statedOn: "2026-11-01" });
    const open = await getStep(admin, { part: "cja", step: "confirmation" });
    expect(open.openTicket).toMatchObject({ reference: "E-1", filedOn: "2026-11-01" });
    expect((await getSetup(admin)).parts[1]).toMatchObject({ done: 6, status: "in-progress" });
    const step = { part: "cja", step: "confirmation" } as const;
    await expect(attestStep(admin, step)).rejects.toMatchObject({
      code: "INVALID_INPUT",
      fields: [{ field: "reference", reason: "required" }],
    });
    const text = "Your key is applied.\nRegards, Care";
    const view = await attestStep(admin, { ...step, text });
    expect(view.statements).toMatchObject([{ reference: "E-1", text, statedByName: "Ada" }]);
    expect(view.openTicket).toBeNull();
    expect((await getSetup(admin)).parts[1]).toMatchObject({ status: "complete" });
    await withdrawStatement(admin, { statementId: view.statements[0]?.id ?? "" });
    expect((await getSetup(admin)).parts[1]).toMatchObject({ done: 6, status: "in-progress" });
  });

  test("a message takes the place of a reference at the confirmation only", async () => {
    await expect(attestStep(admin, { ...ENTITLEMENT, text: "It is bought." })).rejects.toMatchObject({
      code: "INVALID_INPUT",
    });
    const view = await attestStep(admin, { ...ENTITLEMENT, reference: "C-7", text: "It is bought." });
    expect(view.statements).toMatchObject([{ reference: "C-7", text: "It is bought." }]);
  });

  test("can be taken back once; the step is open again", async () => {
    const { statements } = await world.attest("cja", "entitlement");
    const statementId = statements[0]?.id ?? "";
    const view = await withdrawStatement(admin, { statementId });
    expect(view.step).toMatchObject({
      key: "cja/entitlement",
      outcome: { kind: "needs", who: "adobe-account-team" },
    });
    expect(await world.auditActions()).toEqual(["statement.made", "statement.withdrawn"]);
    await expect(withdrawStatement(admin, { statementId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("what the worker looks at", () => {
  test("an enablement until it has ended, a vault until it is made", async () => {
    await saveChoices(admin, { part: "aep", revision: 1, vault: vaultChoice, configName: "mine" });
    const vault = sampleVault({ tenantId: world.mine.azureTenantId, provisioningState: "RegisteringDns" });
    world.vendors.vaults.push(vault);
    world.vendors.config = {
      exists: true,
      name: "mine",
      status: "RUNNING",
      vaultUri: null,
      keyIdentifier: null,
    };
    await checkStep(admin, { part: "aep", step: "submit" });
    const unsettled = async () => (await findUnsettled(world.system())).map(({ what }) => what).sort();
    expect(await unsettled()).toEqual(["enablement", "vault"]);
    world.vendors.config = { ...world.vendors.config, status: "COMPLETED" };
    vault.provisioningState = "Succeeded";
    await pollEnablement(world.system());
    await reCheckVault(world.system(), { part: "aep" });
    expect(await unsettled()).toEqual([]);
  });

  test("a missing app or role, and a changed firewall, ever more rarely, until they settle or a day is over", async () => {
    await saveChoices(admin, { part: "aep", revision: 1, vault: vaultChoice });
    const vault = sampleVault({ tenantId: world.mine.azureTenantId, bypassAzureServices: false });
    world.vendors.vaults.push(vault);
    await checkStep(admin, { part: "aep", step: "role" });
    const unsettled = async (minutes: number) => {
      const now = () => new Date(Date.now() + minutes * 60_000);
      return (await findUnsettled({ ...world.system(), now })).map(({ what }) => what).sort();
    };
    expect(await unsettled(0)).toEqual([]);
    expect(await unsettled(1)).toEqual(["app", "role"]);
    expect(await unsettled(25 * 60)).toEqual([]);
    vault.bypassAzureServices = true;
    await reCheckStep(world.system(), { part: "aep", step: "vault" });
    expect(await unsettled(1)).toEqual(["app", "firewall", "role"]);
    // Looked at when an hour old: not again within the next ten minutes, a sixth of it.
    const hour = { ...world.system(), now: () => new Date(Date.now() + 3_600_000) };
    await reCheckStep(hour, { part: "aep", step: "role" });
    expect(await unsettled(65)).toEqual([]);
    expect(await unsettled(75)).toEqual(["app", "role"]);
    world.vendors.principals.push(samplePrincipal({ tenantId: world.mine.azureTenantId }));
    await reCheckStep(hour, { part: "aep", step: "app" });
    expect(await unsettled(75)).toEqual(["role"]);
    await expect(reCheckStep(world.as([]), { part: "aep", step: "app" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(
      reCheckStep({ ...hour, organisationId: world.theirs.id }, { part: "aep", step: "app" }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(changesMade(world.vendors)).toEqual([]);
  });

  test("verifying looks at both parts, changes nothing, and is in the trail once", async () => {
    await requestVerification(world.as(["support"]));
    await runVerification(world.system());
    expect(await getVerificationRun(world.as(["support"]))).toMatchObject({ status: "succeeded", done: 15 });
    expect(await world.auditActions()).toEqual(["verification.run"]);
    expect(changesMade(world.vendors)).toEqual([]);
  });
});
