import type { CheckDefinition } from "./check";
import { CHECK_IDS } from "./check-ids";
import { ADOBE_CHECKS } from "./rules/adobe";
import { IDENTITY_CHECKS } from "./rules/identity";
import { KEY_CHECKS } from "./rules/key";
import { KEY_LIFE_CHECKS } from "./rules/key-life";
import { MONITORING_CHECKS } from "./rules/monitoring";
import { NETWORK_CHECKS } from "./rules/network";
import { ROLE_CHECKS } from "./rules/roles";
import { VAULT_CHECKS } from "./rules/vault";

/** The catalogue, in its order. */
export const CHECKS: readonly CheckDefinition[] = [
  ...IDENTITY_CHECKS,
  ...ROLE_CHECKS,
  ...VAULT_CHECKS,
  ...NETWORK_CHECKS,
  ...KEY_CHECKS,
  ...KEY_LIFE_CHECKS,
  ...MONITORING_CHECKS,
  ...ADOBE_CHECKS,
].toSorted((a, b) => CHECK_IDS.indexOf(a.id) - CHECK_IDS.indexOf(b.id));
