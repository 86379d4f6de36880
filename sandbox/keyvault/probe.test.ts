import { beforeEach, describe, expect, it } from "vitest";
import type { World } from "../core/types";
import { createWorld } from "../core/world";
import { keptSeedKeys } from "../seed/keys";
import { APPS, SUBSCRIPTIONS } from "../seed/names";
import { seedState } from "../seed/seed-state";
import { testKeyAccess } from "./probe";

const seed = seedState(await keptSeedKeys("node_modules/.cache/clavis-sandbox/seed-keys.json"));
let world: World;
beforeEach(() => {
  world = createWorld({ seed: structuredClone(seed), kept: structuredClone(seed) });
});

const ASK = {
  vaultUri: "https://kv-fabrikam-aep.vault.azure.net/",
  keyName: "adobe-cmk",
  appId: APPS.cmkFabrikam as string,
  callerAddress: "198.51.100.9",
  trustedService: true,
};

function parts() {
  const vault = world.state.vaults.find((one) => one.name === "kv-fabrikam-aep");
  const version = world.state.keys.find((one) => one.vaultName === "kv-fabrikam-aep")?.versions[0];
  const principal = world.state.servicePrincipals.find((one) => one.appId === APPS.cmkFabrikam);
  const subscription = world.state.subscriptions.find((one) => one.id === SUBSCRIPTIONS.fabrikam);
  if (!vault?.networkAcls || !version || !principal || !subscription)
    throw new Error("seed without Fabrikam");
  return { vault, acls: vault.networkAcls, version, principal, subscription };
}

describe("the test of a key as an application", () => {
  it("wraps and unwraps with the seeded key", async () => {
    expect(await testKeyAccess(world, ASK)).toEqual({ ok: true });
  });

  const drifts: [string, () => void, RegExp][] = [
    ["a disabled key", () => Object.assign(parts().version, { enabled: false }), /KeyDisabled/],
    [
      "an expired key",
      () => Object.assign(parts().version, { expires: "2020-01-01T00:00:00Z" }),
      /KeyExpired/,
    ],
    [
      "a missing operation",
      () => Object.assign(parts().version, { ops: ["wrapKey"] }),
      /KeyOperationForbidden/,
    ],
    ["a small key", () => Object.assign(parts().version, { size: 2048 }), /3072/],
    ["a key of another kind", () => Object.assign(parts().version, { kty: "EC" }), /3072/],
    [
      "a deleted vault",
      () => Object.assign(parts().vault, { deleted: { scheduledPurgeDate: "2999-01-01" } }),
      /deleted/,
    ],
    [
      "a firewall without bypass",
      () => Object.assign(parts().acls, { bypass: "None" }),
      /ForbiddenByFirewall/,
    ],
    [
      "a disabled principal",
      () => Object.assign(parts().principal, { accountEnabled: false }),
      /AADSTS7000112/,
    ],
    [
      "a new principal of the same app",
      () => Object.assign(parts().principal, { id: "new" }),
      /ForbiddenByRbac/,
    ],
    [
      "a role that is not effective",
      () => {
        for (const one of world.state.roleAssignments) one.effectiveAt = "2999-01-01T00:00:00Z";
      },
      /ForbiddenByRbac/,
    ],
    [
      "a subscription switched off",
      () => Object.assign(parts().subscription, { state: "Disabled" }),
      /Disabled/,
    ],
  ];
  it.each(drifts)("fails for %s", async (_what, drift, reason) => {
    drift();
    expect(await testKeyAccess(world, ASK)).toEqual({ ok: false, reason: expect.stringMatching(reason) });
  });

  it("fails for another application, another key and no vault", async () => {
    const ask = async (more: Partial<typeof ASK>) => (await testKeyAccess(world, { ...ASK, ...more })).ok;
    expect(await ask({ appId: APPS.cmkContoso })).toBe(false);
    expect(await ask({ keyName: "other" })).toBe(false);
    expect(await ask({ vaultUri: "https://kv-nowhere.vault.azure.net" })).toBe(false);
  });

  it("lets a caller that is no trusted service in by its address alone", async () => {
    const monitor = { ...ASK, trustedService: false };
    expect((await testKeyAccess(world, { ...monitor, callerAddress: "20.88.123.53" })).ok).toBe(true);
    expect((await testKeyAccess(world, monitor)).ok).toBe(false);
  });
});
