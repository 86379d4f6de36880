import { randomUUID } from "node:crypto";
import type { Key, KeyVersion, NetworkRules, ServicePrincipal, Vault, World } from "../core/types";
import { softDeleteVault, vaultId } from "../keyvault/vault-model";
import { AZURE_ROLES, TENANTS } from "../seed/names";

/** Something done behind the product's back. Names of vaults, keys and apps say where. */
export type DriftAsk = {
  vault?: string;
  key?: string;
  appId?: string;
  tenantId?: string;
  subscriptionId?: string;
  /** Sign-in name of who does it, as the logs will have it. */
  by?: string;
  /** How many days from now, for what lies in the future: 20 unless told. */
  days?: number;
};

/** Managed HSM Crypto Service Encryption User. */
const LOCAL_ENCRYPTION_USER = "33413926-3206-4cdd-b39a-83574fe37a17";

export class DriftRefused extends Error {}

function vaultOf(world: World, { vault }: DriftAsk): Vault {
  const found = [...world.state.vaults, ...(world.state.hsms ?? [])].find(
    (one) => one.name.toLowerCase() === vault?.toLowerCase() && !one.deleted,
  );
  if (!found) throw new DriftRefused(`There is no vault "${vault ?? ""}".`);
  return found;
}

function keyOf(world: World, ask: DriftAsk): Key {
  const vault = vaultOf(world, ask);
  const name = ask.key ?? "adobe-cmk";
  const found = world.state.keys.find(
    (one) =>
      one.vaultName.toLowerCase() === vault.name.toLowerCase() &&
      one.name.toLowerCase() === name.toLowerCase() &&
      !one.deleted,
  );
  if (!found) throw new DriftRefused(`There is no key "${name}" in the vault "${vault.name}".`);
  return found;
}

function changeLatest(world: World, ask: DriftAsk, change: (version: KeyVersion) => void): void {
  const version = keyOf(world, ask).versions.at(-1);
  if (!version) throw new DriftRefused("The key has no version.");
  change(version);
  version.updated = world.now().toISOString();
}

function setNetwork(
  world: World,
  ask: DriftAsk,
  change: { networkAcls?: NetworkRules; publicNetworkAccess: Vault["publicNetworkAccess"] },
): void {
  const vault = vaultOf(world, ask);
  const { publicNetworkAccess, networkAcls } = vault;
  Object.assign(vault, {
    networkBefore: { publicNetworkAccess, networkAcls },
    ...change,
    networkChangedAt: world.now().toISOString(),
  });
}

const open = (networkAcls: NetworkRules) => ({ networkAcls, publicNetworkAccess: "Enabled" }) as const;

function principalsOf(world: World, { appId, tenantId }: DriftAsk): ServicePrincipal[] {
  const found = world.state.servicePrincipals.filter(
    (one) => one.appId === appId && (!tenantId || one.tenantId === tenantId),
  );
  if (found.length === 0)
    throw new DriftRefused(`No directory has a service principal of the application "${appId ?? ""}".`);
  return found;
}

function removeRole(world: World, ask: DriftAsk): void {
  const scope = vaultId(vaultOf(world, ask)).toLowerCase();
  const only = ask.appId ? principalsOf(world, ask).map((one) => one.id) : null;
  const isTaken = (one: { scope: string; roleDefinitionId: string; principalId: string }) =>
    one.scope.toLowerCase().startsWith(scope) &&
    one.roleDefinitionId === AZURE_ROLES.keyVaultCryptoServiceEncryptionUser &&
    (only === null || only.includes(one.principalId));
  world.state.roleAssignments = world.state.roleAssignments.filter((one) => !isTaken(one));
  world.state.localAssignments = world.state.localAssignments?.filter(
    (one) =>
      one.hsm !== ask.vault ||
      one.roleDefinitionId !== LOCAL_ENCRYPTION_USER ||
      (only !== null && !only.includes(one.principalId)),
  );
}

function setSubscription(world: World, { subscriptionId }: DriftAsk, state: "Enabled" | "Disabled"): void {
  const found = world.state.subscriptions.find((one) => one.id === subscriptionId);
  if (!found) throw new DriftRefused(`There is no subscription "${subscriptionId ?? ""}".`);
  found.state = state;
}

function enable(world: World, ask: DriftAsk, accountEnabled: boolean): void {
  for (const principal of principalsOf(world, ask)) principal.accountEnabled = accountEnabled;
}

type Drift = (world: World, ask: DriftAsk) => void;

/** Every drift by its name. */
export const drifts: Record<string, Drift> = {
  "disable-key": (world, ask) =>
    changeLatest(world, ask, (version) => Object.assign(version, { enabled: false })),
  "enable-key": (world, ask) =>
    changeLatest(world, ask, (version) => Object.assign(version, { enabled: true })),
  "expire-key": (world, ask) =>
    changeLatest(world, ask, (version) =>
      Object.assign(version, { expires: new Date(world.now().getTime() - 60_000).toISOString() }),
    ),
  "expire-key-in": (world, ask) => {
    const days = Number(ask.days ?? 20);
    if (!(days > 0)) throw new DriftRefused("The number of days must be above zero.");
    changeLatest(world, ask, (version) =>
      Object.assign(version, { expires: new Date(world.now().getTime() + days * 86_400_000).toISOString() }),
    );
  },
  "drop-rotation-policy": (world, ask) => {
    keyOf(world, ask).rotationPolicy = null;
  },
  "unexpire-key": (world, ask) =>
    changeLatest(world, ask, (version) => Object.assign(version, { expires: null })),
  "delete-key": (world, ask) => {
    const vault = vaultOf(world, ask);
    const now = world.now().getTime();
    const scheduledPurgeDate = new Date(now + vault.softDeleteRetentionInDays * 86_400_000).toISOString();
    keyOf(world, ask).deleted = { deletedDate: new Date(now).toISOString(), scheduledPurgeDate };
  },
  "remove-wrap-op": (world, ask) =>
    changeLatest(world, ask, (version) =>
      Object.assign(version, { ops: version.ops.filter((op) => op !== "wrapKey") }),
    ),
  "remove-role": removeRole,
  "close-firewall": (world, ask) =>
    setNetwork(
      world,
      ask,
      open({ bypass: "None", defaultAction: "Deny", ipRules: [], virtualNetworkRules: [] }),
    ),
  "open-firewall": (world, ask) =>
    setNetwork(
      world,
      ask,
      open({ bypass: "AzureServices", defaultAction: "Allow", ipRules: [], virtualNetworkRules: [] }),
    ),
  // The rules stay as they are: they only count for nothing from now on.
  "disable-public-access": (world, ask) => setNetwork(world, ask, { publicNetworkAccess: "Disabled" }),
  "join-perimeter": (world, ask) => setNetwork(world, ask, { publicNetworkAccess: "SecuredByPerimeter" }),
  "delete-vault": (world, ask) => softDeleteVault(world, vaultOf(world, ask)),
  "swap-service-principal": (world, ask) => {
    for (const principal of principalsOf(world, ask)) {
      Object.assign(principal, { id: randomUUID(), createdDateTime: world.now().toISOString() });
    }
  },
  // What Azure does: the assignments of the deleted principal stay, and lead nowhere.
  "delete-service-principal": (world, ask) => {
    const gone = principalsOf(world, ask);
    world.state.servicePrincipals = world.state.servicePrincipals.filter((one) => !gone.includes(one));
  },
  "change-app-owner": (world, ask) => {
    for (const principal of principalsOf(world, ask)) principal.appOwnerOrganizationId = TENANTS.elsewhere;
  },
  "disable-service-principal": (world, ask) => enable(world, ask, false),
  "enable-service-principal": (world, ask) => enable(world, ask, true),
  "disable-subscription": (world, ask) => setSubscription(world, ask, "Disabled"),
  "enable-subscription": (world, ask) => setSubscription(world, ask, "Enabled"),
};

/** Does one drift; throws DriftRefused with a sentence when it does not fit the world. */
export function drift(world: World, action: string, ask: DriftAsk): void {
  const known = Object.hasOwn(drifts, action) ? drifts[action] : undefined;
  if (!known) throw new DriftRefused(`Unknown action "${action}". Known: ${Object.keys(drifts).join(", ")}.`);
  known(world, ask);
  world.save();
}
