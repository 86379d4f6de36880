import type { Seen } from "../seen";
import { type Rule, verdict } from "./rule";

const aboutAdobe = (seen: Seen) =>
  /\bBYOK|configData|keyVaultKeyIdentifier|\bCMK\b|customer[- ]managed|Adobe|imsOrgId/i.test(seen.flat);

/** Adobe's status and nothing else, as somebody copies it. */
const ALONE = /^\W{0,9}(?:status\W{1,5})?FAILED\W{0,9}$/;

/** Adobe's side, and the codes that other consumers of a key have for the same trouble. Source: Adobe CMK API. */
export const ADOBE_RULES: readonly Rule[] = [
  {
    id: "key-vault-auth-failure",
    codes: [
      "usererrorcmkkeyvaultauthfailure",
      "keyvaultauthenticationfailure",
      "keyvaultauthfailure",
      "keyvaultaccessforbidden",
    ],
    shapes: [/\bKeyVaultAuth(?:entication)?Failure/i, /authentication issue on the key ?vault/i],
    verdict: verdict("access", "vault-owner", ["role", "vault"], "assign-encryption-user"),
  },
  {
    id: "adobe-failed",
    codes: ["byok_failed"],
    shapes: [
      /["']?status["']?\s{0,2}[:=]\s{0,2}["']?FAILED\b/,
      /\bkey, key vault,? or (?:the )?multi-?tenant app\b/i,
      ALONE,
    ],
    when: (seen) => ALONE.test(seen.flat) || aboutAdobe(seen),
    verdict: verdict("obstacle", "admin", ["vault", "key", "app", "role", "enablement"]),
  },
  {
    id: "adobe-permission",
    shapes: [/\bManage Customer Managed Keys?\b/i, /not entitled to customer[- ]managed keys/i],
    verdict: verdict("obstacle", "adobe-administrator", ["entitlement"]),
  },
  {
    id: "adobe-credential",
    shapes: [
      /\bOauth token is (?:missing|not valid)\b/i,
      /\bApi Key is (?:required|invalid)\b/i,
      /\bProfile is not valid\b/i,
      /\bx-gw-ims-org-id\b/i,
      /\b(?:403010|401013|403000|403003|400003|403025|403023)\b/,
    ],
    verdict: verdict("obstacle", "admin", ["entitlement"]),
  },
];
