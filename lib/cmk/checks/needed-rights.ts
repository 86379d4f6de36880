import type { FactSubject } from "../facts";

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

/** The right that a refused look at a subject lacked. */
export function neededRight(subject: FactSubject): string {
  return RIGHTS[subject];
}
