/** Operations whose change somebody should be told of. Source: Azure Monitor, Key Vault operation names. */
export const WATCHED_OPERATIONS = [
  "KeyDelete",
  "KeyUpdate",
  "KeyPurge",
  "VaultDelete",
  "VaultPatch",
  "KeyBackup",
] as const;

/** Events that somebody should be sent. Source: Azure Event Grid, Key Vault event schema. */
export const WATCHED_EVENTS = [
  "KeyNearExpiry",
  "KeyExpired",
  "KeyNewVersionCreated",
  "VaultAccessPolicyChanged",
] as const;
