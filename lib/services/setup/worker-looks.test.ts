import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { changesMade, fakeWorld } from "@/test/fake-clouds";
import { ADOPTED_VAULT, samplePrincipal, sampleVault } from "@/test/sample-input";
import { openSetupWorld, type SetupWorld } from "@/test/setup-world";
import type { OrganisationContext } from "../context";
import { getVerificationRun, requestVerification } from "../watch/request-verification";
import { runVerification } from "../watch/run-verification";
import { checkStep } from "./check-step";
import { findUnsettled } from "./find-work";
import { pollEnablement } from "./poll-enablement";
import { reCheckStep } from "./re-check-step";
import { reCheckVault } from "./re-check-vault";
import { saveChoices } from "./save-choices";

let world: SetupWorld;
let admin: OrganisationContext;
beforeEach(async () => {
  world = await openSetupWorld(fakeWorld());
  admin = world.as(["admin"]);
});
afterEach(() => world.end());

describe("what the worker looks at", () => {
  test("an enablement until it has ended, a vault until it is made", async () => {
    await saveChoices(admin, { part: "aep", revision: 1, vault: ADOPTED_VAULT, configName: "mine" });
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
    await saveChoices(admin, { part: "aep", revision: 1, vault: ADOPTED_VAULT });
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
