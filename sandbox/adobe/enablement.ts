import type { CmkConfig } from "../core/adobe-types";
import { storeOfHost } from "../core/clouds";
import type { World } from "../core/types";
import { findHsm } from "../hsm/local-access";
import { testKeyAccess } from "../keyvault/probe";
import { findVault } from "../keyvault/vault-model";

/** Where Adobe's monitor calls from. */
export const ADOBE_ADDRESS = "20.88.123.53";

/** Can this application of Adobe wrap and unwrap with the key? `reason` is for the sandbox's own pages. */
export async function tryKey(
  world: World,
  appId: string,
  vaultUri: string,
  keyName: string,
): Promise<{ ok: true } | { ok: false; reason: string }> {
  const probe = await testKeyAccess(world, {
    vaultUri,
    keyName,
    appId,
    callerAddress: ADOBE_ADDRESS,
    trustedService: true,
  });
  if (!probe.ok) return probe;
  const { hostname } = new URL(vaultUri);
  const name = hostname.split(".")[0] ?? "";
  const vault = storeOfHost("hsmSuffix", hostname)
    ? findHsm(world.state, name)
    : findVault(world.state, name);
  if (!vault?.enablePurgeProtection)
    return {
      ok: false,
      reason: `The vault ${name} has no purge protection: Azure's stores refuse its keys.`,
    };
  return probe;
}

function stageEnds(world: World, config: CmkConfig): number {
  return Date.parse(config.stageChangedAt) + world.state.settings.enablementStageMs;
}

function moveTo(
  config: CmkConfig,
  status: CmkConfig["status"],
  at: number,
  failure: string | null = null,
): void {
  config.status = status;
  config.stageChangedAt = new Date(at).toISOString();
  config.failure = failure;
}

async function advanceOne(world: World, config: CmkConfig): Promise<boolean> {
  const due = stageEnds(world, config);
  if (due > world.now().getTime()) return false;
  if (config.status === "UPDATE_EXISTING_RESOURCES") {
    moveTo(config, "COMPLETED", due);
    return true;
  }
  if (config.status !== "RUNNING") return false;
  const org = world.state.adobeOrgs.find((candidate) => candidate.imsOrgId === config.imsOrgId);
  const tried = await tryKey(world, org?.cmkAppId ?? "", config.keyVaultUri, config.keyName);
  if (tried.ok) moveTo(config, "UPDATE_EXISTING_RESOURCES", due);
  else moveTo(config, "FAILED", due, tried.reason);
  return true;
}

const running = new WeakMap<World, Promise<void>>();

async function advanceAll(world: World): Promise<void> {
  let moved = false;
  for (const config of world.state.cmkConfigs) {
    while (await advanceOne(world, config)) moved = true;
  }
  if (moved) world.save();
}

/** Moves every enablement as far as the clock allows; one run at a time. */
export function advanceEnablements(world: World): Promise<void> {
  const next = (running.get(world) ?? Promise.resolve()).then(() => advanceAll(world));
  running.set(
    world,
    next.catch(() => undefined),
  );
  return next;
}
