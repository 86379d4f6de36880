import { type Rule, verdict } from "./rule";

/** What the control plane answers about vaults. Source: Key Vault common error codes; azurerm issues. */
export const VAULT_RULES: readonly Rule[] = [
  {
    id: "vault-soft-deleted",
    shapes: [/same name (?:already )?exists in (?:a )?(?:soft-?)?deleted state/i],
    verdict: verdict("obstacle", "vault-owner", ["vault"], "recover-vault"),
  },
  {
    id: "provider-not-registered",
    codes: ["missingsubscriptionregistration"],
    shapes: [/\bsubscription is not registered to use namespace\b/i],
    verdict: verdict("obstacle", "vault-owner", ["vault"], "register-provider"),
  },
  {
    id: "parallel-change",
    codes: ["anotheroperationinprogress"],
    shapes: [/changed from the point the operation began/i, /\bserialize (?:the |your )?requests\b/i],
    verdict: verdict("wait", null),
  },
  {
    id: "vault-name-taken",
    codes: ["vaultalreadyexists"],
    shapes: [/The vault name '[^']{1,60}' is already in use/i],
    verdict: verdict("obstacle", "admin", ["vault"], "check-name"),
  },
  {
    id: "purge-protected",
    shapes: [/Operation ["']?purge["']? is not allowed because purge protection/i],
    verdict: verdict("harmless", null, [], "show-deleted-vault"),
  },
  {
    id: "purge-protection-stays",
    shapes: [
      /enable(?:PurgeProtection|SoftDelete)["'` ]{0,4}(?:cannot be (?:set to false|disabled)|can be set to false only)/i,
      /Enabling the purge protection for a vault is an irreversible action/i,
    ],
    verdict: verdict("obstacle", "admin", ["vault"]),
  },
  {
    id: "soft-deleted-vault-missing",
    codes: ["softdeletedvaultdoesnotexist"],
    shapes: [/soft[- ]deleted vault with the given name does not exist/i],
    verdict: verdict("obstacle", "admin", ["vault"]),
  },
  {
    id: "vault-name-invalid",
    codes: ["vaultnamenotvalid", "accountnameinvalid"],
    shapes: [/\bvault name\b[^.]{0,80}\bis (?:invalid|not valid)\b/i],
    verdict: verdict("obstacle", "admin", ["vault"]),
  },
  {
    id: "region-or-tier",
    codes: [
      "regionnotsupported",
      "skunotsupported",
      "skunotavailable",
      "locationnotavailableforresourcetype",
    ],
    verdict: verdict("obstacle", "admin", ["vault"]),
  },
  {
    id: "scope-locked",
    codes: ["scopelocked"],
    verdict: verdict("obstacle", "vault-owner"),
  },
  {
    id: "subscription-read-only",
    codes: ["readonlydisabledsubscription", "subscriptionnotfound"],
    verdict: verdict("obstacle", "vault-owner"),
  },
];
