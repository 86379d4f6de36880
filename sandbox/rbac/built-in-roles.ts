import type { RoleDefinition } from "./role-definition";

type Draft = Partial<RoleDefinition> & Pick<RoleDefinition, "id" | "roleName" | "description">;

function role(draft: Draft): RoleDefinition {
  return { actions: [], notActions: [], dataActions: [], notDataActions: [], mayAssignOnly: null, ...draft };
}

/** What every Key Vault data role may do on the control plane besides. */
const KEY_VAULT_METADATA = [
  "Microsoft.Authorization/*/read",
  "Microsoft.Insights/alertRules/*",
  "Microsoft.Resources/deployments/*",
  "Microsoft.Resources/subscriptions/resourceGroups/read",
  "Microsoft.Support/*",
  "Microsoft.KeyVault/checkNameAvailability/read",
  "Microsoft.KeyVault/deletedVaults/read",
  "Microsoft.KeyVault/locations/*/read",
  "Microsoft.KeyVault/vaults/*/read",
  "Microsoft.KeyVault/operations/read",
];

export const ROLE_IDS = {
  owner: "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
  contributor: "b24988ac-6180-42a0-ab88-20f7382dd24c",
  reader: "acdd72a7-3385-48ef-bd42-f606fba81ae7",
  logAnalyticsReader: "73c42c96-874c-492b-b04d-ab87d138a893",
  userAccessAdministrator: "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9",
  rbacAdministrator: "f58310d9-a9f6-439a-9e8d-f62e7b41a168",
  keyVaultAdministrator: "00482a5a-887f-4fb3-b363-3b7fe8e74483",
  keyVaultCertificatesOfficer: "a4417e6f-fecd-4de8-b567-7b0420556985",
  keyVaultContributor: "f25e0fa2-a7c8-4377-a976-54943a77a395",
  keyVaultCryptoOfficer: "14b46e9e-c2b7-41b4-b07b-48a6ebf60603",
  keyVaultCryptoServiceEncryptionUser: "e147488a-f6f5-4113-8e2d-b22465e65bf6",
  keyVaultCryptoUser: "12338af0-0e69-4776-bea7-57ae8d297424",
  keyVaultDataAccessAdministrator: "8b54135c-b56d-4d72-a534-26097cfdc8d8",
  keyVaultPurgeOperator: "a68e7c17-0ab2-4c09-9a58-125dae29748c",
  keyVaultReader: "21090545-7ca7-4776-b22c-e363652d74d2",
  keyVaultSecretsOfficer: "b86a8fe4-44ce-4948-aee5-eccb2c155cd7",
  keyVaultSecretsUser: "4633458b-17de-408a-b874-0445c86b69e6",
} as const;

const KEYS = "Microsoft.KeyVault/vaults/keys";

/** The built-in roles that matter here. Ids from Azure's public list; data actions after its role guide. */
export const BUILT_IN_ROLES: readonly RoleDefinition[] = [
  role({
    id: ROLE_IDS.owner,
    roleName: "Owner",
    description: "Full access to all resources, role assignments included.",
    actions: ["*"],
  }),
  role({
    id: ROLE_IDS.contributor,
    roleName: "Contributor",
    description: "Full access to all resources, but no role assignments.",
    actions: ["*"],
    notActions: [
      "Microsoft.Authorization/*/Delete",
      "Microsoft.Authorization/*/Write",
      "Microsoft.Authorization/elevateAccess/Action",
      "Microsoft.Blueprint/blueprintAssignments/write",
      "Microsoft.Blueprint/blueprintAssignments/delete",
    ],
  }),
  role({
    id: ROLE_IDS.reader,
    roleName: "Reader",
    description: "Sees all resources, changes none.",
    actions: ["*/read"],
  }),
  role({
    id: ROLE_IDS.logAnalyticsReader,
    roleName: "Log Analytics Reader",
    description: "Sees and searches all monitoring data, and monitoring settings.",
    actions: [
      "*/read",
      "Microsoft.OperationalInsights/workspaces/analytics/query/action",
      "Microsoft.OperationalInsights/workspaces/search/action",
      "Microsoft.Support/*",
    ],
    notActions: ["Microsoft.OperationalInsights/workspaces/sharedKeys/read"],
  }),
  role({
    id: ROLE_IDS.userAccessAdministrator,
    roleName: "User Access Administrator",
    description: "Manages who has access to Azure resources.",
    actions: ["*/read", "Microsoft.Authorization/*", "Microsoft.Support/*"],
  }),
  role({
    id: ROLE_IDS.rbacAdministrator,
    roleName: "Role Based Access Control Administrator",
    description: "Manages access by assigning roles.",
    actions: [
      "Microsoft.Authorization/roleAssignments/write",
      "Microsoft.Authorization/roleAssignments/delete",
      "*/read",
      "Microsoft.Support/*",
    ],
  }),
  role({
    id: ROLE_IDS.keyVaultAdministrator,
    roleName: "Key Vault Administrator",
    description: "All data-plane operations on a vault and everything in it.",
    actions: KEY_VAULT_METADATA,
    dataActions: ["Microsoft.KeyVault/vaults/*"],
  }),
  role({
    id: ROLE_IDS.keyVaultCertificatesOfficer,
    roleName: "Key Vault Certificates Officer",
    description: "Any action on certificates.",
    actions: KEY_VAULT_METADATA,
    dataActions: [
      "Microsoft.KeyVault/vaults/certificatecas/*",
      "Microsoft.KeyVault/vaults/certificates/*",
      "Microsoft.KeyVault/vaults/certificatecontacts/write",
    ],
  }),
  role({
    id: ROLE_IDS.keyVaultContributor,
    roleName: "Key Vault Contributor",
    description: "Manages vaults, without access to what is in them.",
    actions: [
      "Microsoft.Authorization/*/read",
      "Microsoft.Insights/alertRules/*",
      "Microsoft.KeyVault/*",
      "Microsoft.Resources/deployments/*",
      "Microsoft.Resources/subscriptions/resourceGroups/read",
      "Microsoft.Support/*",
    ],
    notActions: [
      "Microsoft.KeyVault/locations/deletedVaults/purge/action",
      "Microsoft.KeyVault/hsmPools/*",
      "Microsoft.KeyVault/managedHsms/*",
    ],
  }),
  role({
    id: ROLE_IDS.keyVaultCryptoOfficer,
    roleName: "Key Vault Crypto Officer",
    description: "Any action on keys, permissions apart.",
    actions: KEY_VAULT_METADATA,
    dataActions: [`${KEYS}/*`, "Microsoft.KeyVault/vaults/keyrotationpolicies/*"],
  }),
  role({
    id: ROLE_IDS.keyVaultCryptoServiceEncryptionUser,
    roleName: "Key Vault Crypto Service Encryption User",
    description: "Reads keys and wraps and unwraps with them.",
    actions: [
      "Microsoft.EventGrid/eventSubscriptions/write",
      "Microsoft.EventGrid/eventSubscriptions/read",
      "Microsoft.EventGrid/eventSubscriptions/delete",
    ],
    dataActions: [`${KEYS}/read`, `${KEYS}/wrap/action`, `${KEYS}/unwrap/action`],
  }),
  role({
    id: ROLE_IDS.keyVaultCryptoUser,
    roleName: "Key Vault Crypto User",
    description: "Cryptographic operations with keys.",
    dataActions: ["read", "update/action", "backup/action"]
      .concat(["encrypt", "decrypt", "wrap", "unwrap", "sign", "verify"].map((verb) => `${verb}/action`))
      .map((verb) => `${KEYS}/${verb}`),
  }),
  role({
    id: ROLE_IDS.keyVaultDataAccessAdministrator,
    roleName: "Key Vault Data Access Administrator",
    description: "Assigns the Key Vault data roles, and only those.",
    actions: [
      "Microsoft.Authorization/roleAssignments/write",
      "Microsoft.Authorization/roleAssignments/delete",
      "Microsoft.Authorization/*/read",
      "Microsoft.Resources/deployments/*",
      "Microsoft.Resources/subscriptions/resourceGroups/read",
      "Microsoft.Resources/subscriptions/read",
      "Microsoft.Management/managementGroups/read",
      "Microsoft.Support/*",
      "Microsoft.KeyVault/vaults/*/read",
    ],
    mayAssignOnly: [
      ROLE_IDS.keyVaultAdministrator,
      ROLE_IDS.keyVaultCertificatesOfficer,
      ROLE_IDS.keyVaultCryptoOfficer,
      ROLE_IDS.keyVaultCryptoServiceEncryptionUser,
      ROLE_IDS.keyVaultCryptoUser,
      ROLE_IDS.keyVaultReader,
      ROLE_IDS.keyVaultSecretsOfficer,
      ROLE_IDS.keyVaultSecretsUser,
    ],
  }),
  role({
    id: ROLE_IDS.keyVaultPurgeOperator,
    roleName: "Key Vault Purge Operator",
    description: "Purges soft-deleted vaults.",
    actions: [
      "Microsoft.KeyVault/locations/deletedVaults/read",
      "Microsoft.KeyVault/locations/deletedVaults/purge/action",
      "Microsoft.KeyVault/locations/operationResults/read",
    ],
  }),
  role({
    id: ROLE_IDS.keyVaultReader,
    roleName: "Key Vault Reader",
    description: "Metadata of vaults, keys, secrets and certificates; no contents.",
    actions: KEY_VAULT_METADATA,
    dataActions: [
      "Microsoft.KeyVault/vaults/*/read",
      "Microsoft.KeyVault/vaults/secrets/readMetadata/action",
    ],
  }),
  role({
    id: ROLE_IDS.keyVaultSecretsOfficer,
    roleName: "Key Vault Secrets Officer",
    description: "Any action on secrets.",
    actions: KEY_VAULT_METADATA,
    dataActions: ["Microsoft.KeyVault/vaults/secrets/*"],
  }),
  role({
    id: ROLE_IDS.keyVaultSecretsUser,
    roleName: "Key Vault Secrets User",
    description: "Reads secrets, contents included.",
    dataActions: [
      "Microsoft.KeyVault/vaults/secrets/getSecret/action",
      "Microsoft.KeyVault/vaults/secrets/readMetadata/action",
    ],
  }),
];

/** The built-in role with that id, in any letter case; undefined when Azure would not know it. */
export function findRole(id: string): RoleDefinition | undefined {
  const wanted = id.toLowerCase();
  return BUILT_IN_ROLES.find((candidate) => candidate.id === wanted);
}
