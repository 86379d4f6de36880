import { ACCESS_RULES, GENERAL_RULES } from "./access";
import { ADOBE_RULES } from "./adobe";
import { ENTRA_RULES } from "./entra";
import { KEY_VAULT_RULES } from "./key-vault";
import { MANAGED_HSM_RULES } from "./managed-hsm";
import type { Rule } from "./rule";
import { VAULT_RULES } from "./vaults";

/** Every error that is understood. The first one that recognises a text wins: what says more comes first. */
export const RULES: readonly Rule[] = [
  ...MANAGED_HSM_RULES,
  ...KEY_VAULT_RULES,
  ...VAULT_RULES,
  ...ACCESS_RULES,
  ...ENTRA_RULES,
  ...ADOBE_RULES,
  ...GENERAL_RULES,
];
