import type { Doer } from "../core/log-types";
import type { ServicePrincipal, Vault, World } from "../core/types";
import { findKey, latest } from "../keyvault/key-version";
import { vaultAddress, vaultId } from "../keyvault/vault-model";
import { recordActivity, recordAudit, recordDirectoryAudit } from "../logs/record";
import { fixedId } from "../seed/names";
import type { DriftAsk } from "./drift";

/** Who does drifts unless somebody is named: a colleague of the platform team, who is not in the chooser. */
export function drifter(world: World, tenantId: string, by?: string): Doer {
  const domain = world.state.tenants.find(({ id }) => id === tenantId)?.defaultDomain ?? "example.com";
  const name = by || `robin.platform@${domain}`;
  const objectId = fixedId(`account:${name}`);
  return { kind: "user", objectId, appId: null, tenantId, name, address: "198.51.100.24" };
}

const KEYS: Record<string, string> = {
  "disable-key": "KeyUpdate",
  "enable-key": "KeyUpdate",
  "expire-key": "KeyUpdate",
  "expire-key-in": "KeyUpdate",
  "unexpire-key": "KeyUpdate",
  "remove-wrap-op": "KeyUpdate",
  "drop-rotation-policy": "KeyRotationPolicySet",
  "delete-key": "KeyDelete",
  "recover-key": "KeyRecover",
};
const VAULTS: Record<string, string> = {
  "close-firewall": "Microsoft.KeyVault/vaults/write",
  "open-firewall": "Microsoft.KeyVault/vaults/write",
  "disable-public-access": "Microsoft.KeyVault/vaults/write",
  "join-perimeter": "Microsoft.KeyVault/vaults/joinPerimeter/action",
  "leave-perimeter": "Microsoft.KeyVault/vaults/write",
  "delete-vault": "Microsoft.KeyVault/vaults/delete",
  "recover-vault": "Microsoft.KeyVault/vaults/write",
};
const SUBSCRIPTIONS: Record<string, string> = {
  "disable-subscription": "Microsoft.Subscription/cancel/action",
  "enable-subscription": "Microsoft.Subscription/enable/action",
};
const PRINCIPALS: Record<string, string[]> = {
  "swap-service-principal": ["Remove service principal", "Add service principal"],
  "delete-service-principal": ["Remove service principal"],
  "restore-service-principal": ["Add service principal"],
  "change-app-owner": ["Update service principal"],
  "disable-service-principal": ["Update service principal"],
  "enable-service-principal": ["Update service principal"],
};

function auditKey(world: World, action: string, vault: Vault, ask: DriftAsk): void {
  const name = ask.key ?? "adobe-cmk";
  const key = findKey(world.state, vault, name);
  const address = `${vaultAddress(vault)}/keys/${name}`;
  recordAudit(world, vault, {
    operation: KEYS[action] ?? "",
    httpStatus: 200,
    keyId: key ? `${address}/${latest(key).version}` : address,
    requestUri: `${address}?api-version=7.4`,
    by: drifter(world, vault.tenantId, ask.by),
  });
}

function logPrincipals(world: World, action: string, before: ServicePrincipal[], ask: DriftAsk): void {
  for (const principal of before) {
    const now = world.state.servicePrincipals.find(
      ({ appId, tenantId }) => appId === principal.appId && tenantId === principal.tenantId,
    );
    for (const activity of PRINCIPALS[action] ?? []) {
      const { id } = activity.startsWith("Add") ? (now ?? principal) : principal;
      const { displayName, appId, accountEnabled } = principal;
      const after = now?.accountEnabled ?? accountEnabled;
      const changed =
        after === accountEnabled
          ? []
          : [{ name: "AccountEnabled", before: String(accountEnabled), after: String(after) }];
      const by = drifter(world, principal.tenantId, ask.by);
      recordDirectoryAudit(world, { activity, target: { id, displayName, appId }, changed, by });
    }
  }
}

/** What of the world a drift is about, as it was before. */
export type Touched = { vault: Vault | null; principals: ServicePrincipal[]; assignments: string[] };

/** Leaves in the clouds' logs what a drift would have left there. */
export function logDrift(world: World, action: string, ask: DriftAsk, before: Touched): void {
  const { vault, assignments } = before;
  if (vault && KEYS[action]) auditKey(world, action, vault, ask);
  const line = (operation: string, resourceId: string, tenantId: string) =>
    recordActivity(world, {
      operation,
      resourceId,
      status: "Succeeded",
      httpStatus: 200,
      by: drifter(world, tenantId, ask.by),
    });
  if (vault && VAULTS[action]) line(VAULTS[action], vaultId(vault), vault.tenantId);
  if (vault && (action === "remove-role" || action === "restore-role")) {
    const verb = action === "remove-role" ? "delete" : "write";
    for (const id of assignments)
      line(
        `Microsoft.Authorization/roleAssignments/${verb}`,
        `${vaultId(vault)}/providers/Microsoft.Authorization/roleAssignments/${id}`,
        vault.tenantId,
      );
  }
  const subscription = world.state.subscriptions.find(({ id }) => id === ask.subscriptionId);
  if (subscription && SUBSCRIPTIONS[action])
    line(SUBSCRIPTIONS[action], `/subscriptions/${subscription.id}`, subscription.tenantId);
  if (PRINCIPALS[action]) logPrincipals(world, action, before.principals, ask);
}
