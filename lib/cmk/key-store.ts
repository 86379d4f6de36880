import { AZURE_ROLES, MANAGED_HSM_ROLES } from "./ids";
import type { PartInput } from "./input";
import { valueOf } from "./value-of";

/** What keys are kept in: a vault, whose access is Azure's, or a managed HSM, which keeps roles of its own. */
export type StoreKind = "vault" | "hsm";

/** Adobe's words for what it takes; the tier tells a managed HSM from a vault. */
export const TIERS = ["standard", "premium", "managed-hsm"] as const;
export type Tier = (typeof TIERS)[number];

/** The kind of store that a resource id (or a scope below it) names. */
export function storeOfId(id: string): StoreKind {
  return /\/providers\/Microsoft\.KeyVault\/managedHSMs\//i.test(id) ? "hsm" : "vault";
}

export function storeOfTier(tier: Tier | null): StoreKind {
  return tier === "managed-hsm" ? "hsm" : "vault";
}

/** The kind of the part's store: as it was seen, else as it was chosen. */
export function storeOf({ facts, choices }: Pick<PartInput, "facts" | "choices">): StoreKind {
  const seen = valueOf(facts.vault);
  return storeOfTier(seen?.exists ? seen.sku : choices.vault.sku);
}

/** The resource id of a vault or managed HSM, as Azure writes it. */
export function storeResourceId(
  subscriptionId: string,
  { resourceGroup, name, sku }: { resourceGroup: string; name: string; sku: Tier | null },
): string {
  const type = storeOfTier(sku) === "hsm" ? "managedHSMs" : "vaults";
  return `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.KeyVault/${type}/${name}`;
}

type Role = { id: string; name: string };

/** The role that Adobe needs, and the least one with which a person makes and changes keys. */
export const STORE_ROLES: Record<StoreKind, { adobe: Role; keys: Role }> = {
  vault: {
    adobe: {
      id: AZURE_ROLES.keyVaultCryptoServiceEncryptionUser,
      name: "Key Vault Crypto Service Encryption User",
    },
    keys: { id: AZURE_ROLES.keyVaultCryptoOfficer, name: "Key Vault Crypto Officer" },
  },
  hsm: {
    adobe: {
      id: MANAGED_HSM_ROLES.cryptoServiceEncryptionUser,
      name: "Managed HSM Crypto Service Encryption User",
    },
    keys: { id: MANAGED_HSM_ROLES.cryptoUser, name: "Managed HSM Crypto User" },
  },
};

const VAULT_KEYS = "Microsoft.KeyVault/vaults/keys";
const HSM = "Microsoft.KeyVault/managedHsm";
const ASSIGNMENTS = "Microsoft.Authorization/roleAssignments";

/** What a change needs. Sources: Azure role guide of Key Vault; local RBAC built-in roles of Managed HSM. */
export const STORE_ACTIONS = {
  vault: {
    write: "Microsoft.KeyVault/vaults/write",
    createKey: `${VAULT_KEYS}/create/action`,
    updateKey: `${VAULT_KEYS}/update/action`,
    rotateKey: `${VAULT_KEYS}/rotate/action`,
    recoverKey: `${VAULT_KEYS}/recover/action`,
    setPolicy: "Microsoft.KeyVault/vaults/keyrotationpolicies/write",
    assignRole: `${ASSIGNMENTS}/write`,
    removeRole: `${ASSIGNMENTS}/delete`,
  },
  hsm: {
    write: "Microsoft.KeyVault/managedHSMs/write",
    createKey: `${HSM}/keys/create`,
    updateKey: `${HSM}/keys/write/action`,
    rotateKey: `${HSM}/keys/rotate/action`,
    recoverKey: `${HSM}/keys/deletedKeys/recover/action`,
    setPolicy: `${HSM}/keys/write/action`,
    assignRole: `${HSM}/roleAssignments/write/action`,
    removeRole: `${HSM}/roleAssignments/delete/action`,
  },
} as const satisfies Record<StoreKind, Record<string, string>>;

/** Who decides about access, in Azure's words. A managed HSM knows nothing but its own roles. */
export function permissionModel({ sku, rbac }: { sku: Tier | null; rbac: boolean | null }): string {
  if (storeOfTier(sku) === "hsm") return "Managed HSM local RBAC";
  return rbac ? "Azure RBAC" : "access policies";
}

/** Whether a permission is one of the data plane: said by data actions, in Azure or in a managed HSM. */
export function isDataAction(permission: string): boolean {
  return /^Microsoft\.KeyVault\/(vaults\/(keys|keyrotationpolicies)|managedHsm)\//.test(permission);
}

/** Whether two scopes are the same, or the second lies below the first. Azure compares without regard to case. */
export function covers(scope: string, below: string): boolean {
  const path = (text: string) => `${text.toLowerCase().replace(/\/+$/, "")}/`;
  return path(below).startsWith(path(scope));
}
