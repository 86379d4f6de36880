import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fakeWorld } from "@/test/fake-clouds";
import { ADOPTED_VAULT, sampleKey, sampleVault } from "@/test/sample-input";
import { openSetupWorld, type SetupWorld } from "@/test/setup-world";
import type { OrganisationContext } from "../context";
import { checkStep } from "./check-step";
import { listKeyCandidates } from "./list-key-candidates";
import { listVaultCandidates } from "./list-vault-candidates";
import { saveChoices } from "./save-choices";

let world: SetupWorld;
let admin: OrganisationContext;
beforeEach(async () => {
  world = await openSetupWorld(fakeWorld());
  admin = world.as(["admin"]);
});
afterEach(() => world.end());

const keyChoice = { mode: "adopt", name: "adobe-aep-cmk", size: 3072 } as const;

describe("choosing", () => {
  beforeEach(() => {
    const tenantId = world.mine.azureTenantId;
    world.vendors.vaults.push(
      sampleVault({ tenantId }),
      sampleVault({ tenantId, name: "kv-a-weak", bypassAzureServices: false }),
      sampleVault({ name: "kv-a-foreign" }),
    );
    world.vendors.keys.push(
      sampleKey(),
      sampleKey({ name: "a-small", size: 2048 }),
      sampleKey({ name: "a-curve", type: "EC", size: null }),
    );
  });

  test("vaults that fit come first, and each says why it does not", async () => {
    const candidates = await listVaultCandidates(admin, { part: "aep" });
    expect(candidates.map(({ vault, fit }) => [vault.name, fit])).toEqual([
      ["kv-sample-aep", "fits"],
      ["kv-a-weak", "fits-after-changes"],
      ["kv-a-foreign", "does-not-fit"],
    ]);
    expect(candidates[1]?.reasons.map(({ id }) => id)).toEqual(["trusted-services"]);
    expect(candidates[0]?.keyCount).toBe(3);
  });

  test("a key of 2048 bits is shown, and refused with the reason", async () => {
    await saveChoices(admin, { part: "aep", revision: 1, vault: ADOPTED_VAULT });
    const candidates = await listKeyCandidates(admin, { part: "aep" });
    expect(candidates.map(({ key, fit }) => [key.name, fit])).toEqual([
      ["adobe-aep-cmk", "fits"],
      ["a-curve", "does-not-fit"],
      ["a-small", "does-not-fit"],
    ]);
    expect(candidates[2]?.reasons[0]?.reason).toEqual({
      key: "key-too-small",
      params: { size: 2048, minimum: 3072 },
    });
  });

  test("saves, looks at what was chosen, and is in the trail; the other choices stay", async () => {
    const view = await saveChoices(admin, { part: "aep", revision: 1, vault: ADOPTED_VAULT });
    expect(view).toMatchObject({
      choices: { saved: { vault: ADOPTED_VAULT }, revision: 2 },
      facts: { vault: { value: { name: "kv-sample-aep" } } },
    });
    const next = await saveChoices(admin, { part: "aep", revision: 2, key: keyChoice });
    expect(next.choices).toMatchObject({ saved: { vault: ADOPTED_VAULT, key: keyChoice }, revision: 3 });
    expect(await world.auditActions()).toEqual(["choice.saved", "choice.saved"]);
  });

  test("what somebody else changed meanwhile is not lost", async () => {
    await saveChoices(admin, { part: "aep", revision: 1, vault: ADOPTED_VAULT });
    const late = saveChoices(admin, {
      part: "aep",
      revision: 1,
      vault: { ...ADOPTED_VAULT, name: "kv-a-weak" },
    });
    await expect(late).rejects.toMatchObject({
      code: "CONFLICT",
      details: { reason: "changed-meanwhile", revision: 2 },
    });
  });

  test("once Adobe has the key there is nothing to choose any more", async () => {
    await saveChoices(admin, {
      part: "aep",
      revision: 1,
      vault: ADOPTED_VAULT,
      key: keyChoice,
      configName: "mine",
    });
    world.vendors.config = {
      exists: true,
      name: "mine",
      status: "RUNNING",
      vaultUri: null,
      keyIdentifier: sampleKey().identifier,
    };
    expect((await checkStep(admin, { part: "aep", step: "submit" })).choices.closed).toBe(true);
    const change = { part: "aep", revision: 2, key: { ...keyChoice, name: "a-small" } } as const;
    await expect(saveChoices(admin, change)).rejects.toMatchObject({
      code: "STEP_BLOCKED",
      details: { reason: "key-given" },
    });
    world.vendors.config = { ...world.vendors.config, status: "FAILED" };
    expect((await checkStep(admin, { part: "aep", step: "submit" })).choices.closed).toBe(false);
    expect((await saveChoices(admin, change)).choices.saved.key?.name).toBe("a-small");
  });
});
