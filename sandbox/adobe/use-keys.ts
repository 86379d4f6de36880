import type { Guid, World } from "../core/types";
import { findKey, latest } from "../keyvault/key-version";
import { testKeyAccess } from "../keyvault/probe";
import { findVault, vaultAddress } from "../keyvault/vault-model";
import { recordAudit } from "../logs/record";
import { APPS } from "../seed/names";
import { ADOBE_ADDRESS } from "./enablement";
import { readKeyIdentifier } from "./key-identifier";

type Use = { appId: Guid; vaultUri: string; keyName: string };

/** Every key that is in service: enabled in Experience Platform, or confirmed for Customer Journey Analytics. */
function keysInService({ state }: World): Use[] {
  const apps = new Map(state.adobeOrgs.map(({ imsOrgId, cmkAppId }) => [imsOrgId, cmkAppId]));
  const aep = state.cmkConfigs
    .filter(({ status }) => status === "COMPLETED" || status === "UPDATE_EXISTING_RESOURCES")
    .map(({ imsOrgId, keyVaultUri: vaultUri, keyName }) => ({
      appId: apps.get(imsOrgId) ?? "",
      vaultUri,
      keyName,
    }));
  const cja = state.careTickets.flatMap(({ keyIdentifier, answers }) => {
    const key = keyIdentifier && answers.some(({ confirms }) => confirms) && readKeyIdentifier(keyIdentifier);
    return key ? [{ appId: APPS.cja, vaultUri: key.vaultUri, keyName: key.keyName }] : [];
  });
  return [...aep, ...cja];
}

async function useOne(world: World, use: Use): Promise<boolean> {
  const { state } = world;
  const now = world.now();
  const label = `${use.vaultUri}/${use.keyName}`;
  const before = state.keyUses?.[label];
  if (before && now.getTime() - Date.parse(before.at) < (state.settings.keyUseMs ?? 300_000)) return false;
  const vault = findVault(state, new URL(use.vaultUri).hostname.split(".")[0] ?? "");
  const key = vault && findKey(state, vault, use.keyName);
  const principal =
    vault &&
    state.servicePrincipals.find((one) => one.appId === use.appId && one.tenantId === vault.tenantId);
  if (!vault || vault.deleted || !key || key.deleted || !principal) return false;
  const { ok } = await testKeyAccess(world, { ...use, callerAddress: ADOBE_ADDRESS, trustedService: true });
  const version = latest(key).version;
  // What was wrapped with the version before is unwrapped with it, and wrapped again with the newest.
  for (const [operation, used] of [
    ["KeyUnwrap", before?.version ?? version],
    ["KeyWrap", version],
  ] as const) {
    recordAudit(world, vault, {
      operation,
      httpStatus: ok ? 200 : 403,
      keyId: `${vaultAddress(vault)}/keys/${key.name}/${used}`,
      requestUri: `${vaultAddress(vault)}/keys/${key.name}/${used}/${operation.slice(3).toLowerCase()}key?api-version=7.4`,
      by: {
        kind: "app",
        objectId: principal.id,
        appId: use.appId,
        tenantId: vault.tenantId,
        name: principal.displayName,
        address: ADOBE_ADDRESS,
      },
    });
  }
  const kept = ok ? version : (before?.version ?? version);
  state.keyUses = { ...state.keyUses, [label]: { at: now.toISOString(), version: kept } };
  return true;
}

let running: Promise<void> = Promise.resolve();

/** Adobe uses the keys that are in service, as its stores do all day; the vaults' audit logs have it. */
export function useKeys(world: World): Promise<void> {
  running = running
    .catch(() => undefined)
    .then(async () => {
      let used = false;
      for (const use of keysInService(world)) used = (await useOne(world, use)) || used;
      if (used) world.save();
    });
  return running;
}
