/** Fixed identifiers of Microsoft and Adobe. Sources: Azure built-in roles, Entra role templates, Adobe CMK pages. */

/** Adobe's CJA application, the same for every customer. */
export const CJA_APPLICATION_ID = "251e3919-1940-4296-bb8b-6b9a5e8a4805";

/** The address from which Adobe watches keys and raises alerts. */
export const ADOBE_MONITOR_ADDRESS = "20.88.123.53";

/** Microsoft's own tools by application id: behind them is a person. Source: Entra first-party applications. */
export const MICROSOFT_TOOLS: Readonly<Record<string, string>> = {
  "04b07795-8ddb-461a-bbee-02f9e1bf7b46": "Azure CLI",
  "1950a258-227b-4e31-a9cf-717495945fc2": "Azure PowerShell",
  "c44b4083-3bb0-49c1-b47d-974e53cbdf3c": "Azure portal",
};

export const AZURE_ROLES = {
  keyVaultCryptoServiceEncryptionUser: "e147488a-f6f5-4113-8e2d-b22465e65bf6",
  keyVaultCryptoOfficer: "14b46e9e-c2b7-41b4-b07b-48a6ebf60603",
  keyVaultAdministrator: "00482a5a-887f-4fb3-b363-3b7fe8e74483",
  keyVaultReader: "21090545-7ca7-4776-b22c-e363652d74d2",
  reader: "acdd72a7-3385-48ef-bd42-f606fba81ae7",
  logAnalyticsReader: "73c42c96-874c-492b-b04d-ab87d138a893",
  keyVaultDataAccessAdministrator: "8b54135c-b56d-4d72-a534-26097cfdc8d8",
} as const;

/** Local RBAC roles of Managed HSM. Source: Managed HSM, local RBAC built-in roles. */
export const MANAGED_HSM_ROLES = {
  administrator: "a290e904-7015-4bba-90c8-60543313cdb4",
  policyAdministrator: "4bd23610-cdcf-4971-bdee-bdc562cc28e4",
  cryptoOfficer: "515eb02d-2335-4d2d-92f2-b1cbdf9c3778",
  cryptoUser: "21dbd100-6940-42c2-9190-5d6cb909625b",
  cryptoAuditor: "2c18b078-7c48-4d3a-af88-5a3a1b3f82b3",
  cryptoServiceEncryptionUser: "33413926-3206-4cdd-b39a-83574fe37a17",
} as const;

/** Entra roles that may bring an application into a tenant (template ids). */
export const PRIVILEGED_ENTRA_ROLES = {
  "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3": "Application Administrator",
  "158c047a-c907-4556-b7ef-446551a6b5f7": "Cloud Application Administrator",
  "62e90394-69f5-4237-9190-012177145e10": "Global Administrator",
} as const;

export const MINIMUM_RSA_BITS = 3072;
export const REQUIRED_KEY_OPERATIONS = ["wrapKey", "unwrapKey"] as const;

/** Adobe regions known from its pages; any other of the form `ab1` or `abc1` is accepted too. */
export const ADOBE_REGIONS = ["va7", "nld2", "aus5"] as const;
export const ADOBE_REGION_PATTERN = /^[a-z]{2,3}[0-9]$/;
export const IMS_ORG_PATTERN = /^[0-9A-F]{24}@AdobeOrg$/;
export const GUID_PATTERN = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Vault names: 3 to 24, letters, digits and single hyphens, starting with a letter (Azure naming rules). */
export const VAULT_NAME_PATTERN = /^(?!.*--)[A-Za-z][A-Za-z0-9-]{1,22}[A-Za-z0-9]$/;
export const KEY_NAME_PATTERN = /^[A-Za-z0-9-]{1,127}$/;
/** Adobe asks for a configuration by its name, whose case counts. */
export const ADOBE_CONFIG_NAME_PATTERN = /^[A-Za-z0-9][A-Za-z0-9 _-]{0,62}$/;
export const RESOURCE_GROUP_PATTERN = /^[A-Za-z0-9._()-]{0,89}[A-Za-z0-9_()-]$/;

/** The resource id of a vault, as Azure writes it. */
export function vaultResourceId(subscriptionId: string, resourceGroup: string, name: string): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.KeyVault/vaults/${name}`;
}

/** Vault addresses come with and without a trailing slash or port: compare them by this form. */
export function sameAddress(left: string, right: string): boolean {
  const canonical = (address: string) =>
    address
      .toLowerCase()
      .replace(/:443(?=\/|$)/, "")
      .replace(/\/+$/, "");
  return canonical(left) === canonical(right);
}
