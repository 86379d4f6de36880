import type { CheckId } from "../checks/check-ids";

const KEY_CHANGES = ["KeyUpdate", "KeyCreate", "KeyImport", "KeyRotate", "KeyRotateIfDue", "KeyRestore"];
const KEY = [
  ...KEY_CHANGES,
  "KeyDelete",
  "KeyPurge",
  "KeyRecover",
  "Microsoft.KeyVault/vaults/keys/*",
  "Microsoft.KeyVault/managedHSMs/keys/*",
];
const HSM = "Microsoft.KeyVault/managedHSMs/*";
const VAULT = ["Microsoft.KeyVault/vaults/write", "Microsoft.KeyVault/vaults/delete", "Vault*", HSM];
const NETWORK = [
  "Microsoft.KeyVault/vaults/write",
  "Microsoft.KeyVault/vaults/joinPerimeter/action",
  HSM,
  "Microsoft.KeyVault/vaults/privateEndpointConnections*",
  "Microsoft.Network/networkSecurityPerimeters/*",
  "VaultPut",
  "VaultPatch",
];
const PRINCIPAL = [
  "Add service principal*",
  "Update service principal*",
  "Remove service principal*",
  "Delete service principal*",
  "Hard delete service principal*",
  "Restore service principal*",
  "Disable account",
  "Enable account",
];
const ROLES = ["Microsoft.Authorization/roleAssignments/*", "Microsoft.Authorization/elevateAccess/*"];
const SUBSCRIPTION = ["Microsoft.Subscription/*"];
const POLICY = [
  "KeyRotationPolicySet",
  ...KEY_CHANGES,
  "Microsoft.KeyVault/vaults/keys/*",
  "Microsoft.KeyVault/managedHSMs/keys/*",
];

const BY_FAMILY: Record<string, readonly string[]> = {
  ID: PRINCIPAL,
  // Roles on a vault go with it, and those of an application with that.
  ROL: [...ROLES, ...PRINCIPAL, "Microsoft.KeyVault/vaults/delete", HSM],
  VLT: VAULT,
  NET: NETWORK,
  KEY,
  MON: ["Microsoft.Insights/diagnosticSettings/*"],
};

const BY_CHECK: Partial<Record<CheckId, readonly string[]>> = {
  "ROL-05": ["Microsoft.Authorization/denyAssignments/*", ...ROLES],
  "VLT-07": [
    "Microsoft.KeyVault/vaults/delete",
    "Microsoft.Resources/subscriptions/resourceGroups/delete",
    "VaultDelete",
    "Microsoft.KeyVault/managedHSMs/delete",
  ],
  "VLT-08": ["Microsoft.Authorization/locks/*"],
  "VLT-11": SUBSCRIPTION,
  "KEY-08": POLICY,
  "KEY-09": POLICY,
  "MON-03": ["Microsoft.Insights/metricAlerts/*"],
  "MON-04": ["Microsoft.Insights/activityLogAlerts/*", "Microsoft.Insights/scheduledQueryRules/*"],
  "MON-05": ["Microsoft.EventGrid/eventSubscriptions/*"],
  "MON-06": ["Microsoft.Security/pricings/*"],
  // Somebody used the key: nothing was changed.
  "MON-08": [],
  "MON-07": [...ROLES, ...NETWORK, ...PRINCIPAL, ...KEY],
};

/** Which operations can make a check fail, `*` for anything: nothing is known of what happens inside of Adobe. */
export function causesOf(check: CheckId): readonly string[] {
  return BY_CHECK[check] ?? BY_FAMILY[check.split("-")[0] ?? ""] ?? [];
}
