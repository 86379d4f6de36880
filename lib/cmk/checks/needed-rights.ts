import type { FactSubject } from "../facts";
import type { StoreKind } from "../key-store";

/**
 * The least right with which the watching identity sees a subject, as Azure, Graph and Adobe name it. Sources: Azure
 * built-in roles, Microsoft Graph permissions reference, Adobe's CMK pages.
 */
const RIGHTS: Record<FactSubject, string> = {
  registration: "Manage Customer Managed Key",
  vault: "Microsoft.KeyVault/vaults/read",
  vaultKeys: "Microsoft.KeyVault/vaults/keys/read",
  key: "Microsoft.KeyVault/vaults/keys/read",
  keyVersions: "Microsoft.KeyVault/vaults/keys/versions/read",
  subscription: "Microsoft.Resources/subscriptions/read",
  principal: "Application.Read.All",
  assignments: "Microsoft.Authorization/roleAssignments/read",
  extensions: "Microsoft.Authorization/roleAssignments/read",
  config: "Manage Customer Managed Key",
  directoryRoles: "Directory.Read.All",
  locks: "Microsoft.Authorization/locks/read",
  denyAssignments: "Microsoft.Authorization/denyAssignments/read",
  monitoring: "Microsoft.Insights/diagnosticSettings/read",
};

/** In a managed HSM, whose keys and roles are its own. Source: Managed HSM, local RBAC built-in roles. */
const HSM_RIGHTS: Partial<Record<FactSubject, string>> = {
  vault: "Microsoft.KeyVault/managedHSMs/read",
  vaultKeys: "Microsoft.KeyVault/managedHsm/keys/read/action",
  key: "Microsoft.KeyVault/managedHsm/keys/read/action",
  keyVersions: "Microsoft.KeyVault/managedHsm/keys/read/action",
  assignments: "Microsoft.KeyVault/managedHsm/roleAssignments/read/action",
  extensions: "Microsoft.KeyVault/managedHsm/roleAssignments/read/action",
};

/** The right that a refused look at a subject lacked, in this kind of store. */
export function neededRight(subject: FactSubject, store: StoreKind): string {
  return (store === "hsm" ? HSM_RIGHTS[subject] : undefined) ?? RIGHTS[subject];
}
