import { type Rule, verdict } from "./rule";

const MANAGES_ROLES = /\/role(?:Assignments|Definitions)\//i;
const WRAPS = /\/keys\/(?:wrap|unwrap)\b/i;

/**
 * What only a managed HSM answers; what it shares with vaults has words of its own under the shared rule. Its
 * refusals name nobody. Sources: Managed HSM local RBAC, disaster recovery; Azure CLI issue 32719.
 */
export const MANAGED_HSM_RULES: readonly Rule[] = [
  {
    id: "hsm-not-activated",
    store: "hsm",
    codes: ["notactivated", "hsmnotactivated"],
    shapes: [
      /\bHSM\b[^.]{0,60}\bnot (?:yet )?(?:been )?activated\b/i,
      /\bwaiting for (?:its|the) security domain\b/i,
      /\bsecurity domain\b[^.]{0,40}\bnot (?:yet )?(?:been )?(?:downloaded|activated|initiali[sz]ed)\b/i,
    ],
    verdict: verdict("obstacle", "vault-owner", ["vault"], "activate-hsm"),
  },
  {
    id: "hsm-security-domain",
    store: "hsm",
    codes: ["securitydomainmismatch"],
    shapes: [/\bsecurity[- ]?domain\b/i],
    verdict: verdict("access", "vault-owner", ["vault"], "restore-security-domain"),
  },
  {
    id: "hsm-local-rbac",
    store: "hsm",
    codes: ["accessdenied", "forbiddenbyrbac"],
    shapes: [
      /\bNot authorized to access Microsoft\.KeyVault\/managedHsm\//i,
      /\bnot (?:authori[sz]ed|allowed)\b[^.]{0,80}\bMicrosoft\.KeyVault\/managedHsm\//i,
    ],
    verdict: verdict("obstacle", "vault-owner", ["key"], "assign-crypto-officer"),
    refine: ({ evidence, caller }) => {
      const action = evidence.action ?? "";
      if (MANAGES_ROLES.test(action))
        return { fix: "fixRoles", steps: ["role"], script: "assign-policy-administrator" };
      if (/\/deletedKeys\//i.test(action)) return { fix: "fixDeleted" };
      const adobes = caller === "adobe" || (caller === null && WRAPS.test(action));
      return adobes
        ? { severity: "access", fix: "fixAdobe", steps: ["role"], script: "assign-encryption-user" }
        : null;
    },
  },
];
