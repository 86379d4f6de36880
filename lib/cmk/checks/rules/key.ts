import { MINIMUM_RSA_BITS, REQUIRED_KEY_OPERATIONS, sameAddress } from "../../ids";
import type { PartInput } from "../../input";
import { withoutVersion } from "../../requirements/adobe";
import { valueOf } from "../../value-of";
import type { CheckDefinition, CheckVerdict } from "../check";
import { mapped } from "../mappings";
import { BOTH, onKey, passes, STEP } from "../shared";

const CHOOSE_ANOTHER = { kind: "needs", who: "admin", what: "choose-another-key" } as const;

function notDeleted(input: PartInput): CheckVerdict {
  const key = valueOf(input.facts.key);
  if (key?.exists) return { state: "pass", observed: key.name };
  if (valueOf(input.facts.vault)?.exists === false)
    return { state: "unknown", reason: { key: "vault-absent" } };
  const date = key?.softDeleted?.purgeOn?.slice(0, 10);
  const reason = date ? { key: "key-soft-deleted-until", params: { date } } : { key: "key-gone" };
  return { state: "fail", observed: key?.softDeleted ? "soft-deleted" : "none", reason };
}

const base = { parts: BOTH, reads: ["key"], mappings: [] } as const;

/** The key, its versions and its rotation. */
export const KEY_CHECKS: readonly CheckDefinition[] = [
  {
    ...base,
    id: "KEY-01",
    severity: "critical",
    failureClass: "recoverable",
    critical: true,
    fix: CHOOSE_ANOTHER,
    mappings: mapped({ "nist-800-53": ["SC-12(3)", "SC-13"], "pci-4.0.1": ["3.6.1", "3.7.1"] }),
    judge: onKey(({ type }) => ({
      state: passes(type === "RSA" || type === "RSA-HSM"),
      observed: type,
      reason: { key: "not-rsa" },
    })),
  },
  {
    ...base,
    id: "KEY-02",
    severity: "critical",
    failureClass: "recoverable",
    critical: true,
    fix: CHOOSE_ANOTHER,
    mappings: mapped({ "nist-800-53": ["IA-7"] }),
    judge: onKey(({ size }) => ({
      state: passes(size === null ? null : size >= MINIMUM_RSA_BITS),
      observed: size,
      reason: { key: "key-too-small", params: { size: size ?? 0, minimum: MINIMUM_RSA_BITS } },
    })),
  },
  {
    ...base,
    id: "KEY-03",
    severity: "critical",
    failureClass: "purge",
    critical: true,
    fix: STEP.key,
    judge: onKey(({ operations }) => {
      const missing = REQUIRED_KEY_OPERATIONS.filter((operation) => !operations.includes(operation));
      return {
        state: passes(missing.length === 0),
        observed: operations.join(", "),
        reason: { key: "operations-missing", params: { operations: missing.join(", ") } },
      };
    }),
  },
  {
    ...base,
    id: "KEY-04",
    severity: "critical",
    failureClass: "purge",
    critical: true,
    fix: STEP.key,
    judge: onKey(({ enabled }) => ({
      state: passes(enabled),
      observed: enabled === null ? null : enabled ? "enabled" : "disabled",
      reason: { key: "key-disabled" },
    })),
  },
  {
    ...base,
    id: "KEY-05",
    severity: "critical",
    failureClass: "purge",
    critical: true,
    fix: STEP.key,
    judge: onKey(({ notBefore }, { now }) => ({
      state: passes(notBefore === null || notBefore <= now),
      observed: notBefore ?? "none",
      reason: { key: "key-not-yet-valid", params: { date: notBefore ?? "" } },
    })),
  },
  {
    ...base,
    id: "KEY-07",
    severity: "critical",
    failureClass: "hygiene",
    critical: true,
    fix: STEP.vault,
    mappings: mapped({
      "cis-6.0": ["8.3.5"],
      mcsb: ["DP-8"],
      "iso-27001": ["7.14"],
      "soc-2": ["CC6.1"],
      "nist-800-53": ["CP-9", "MP-6"],
      hipaa: ["164.308(a)(7)(ii)(A–C)", "164.312(a)(2)(ii)", "164.312(c)(1)"],
    }),
    judge: onKey(({ recoveryLevel }) => ({
      state: passes(recoveryLevel === null ? null : !recoveryLevel.includes("Purgeable")),
      observed: recoveryLevel,
      reason: { key: "purgeable" },
    })),
  },
  {
    ...base,
    id: "KEY-10",
    severity: "medium",
    failureClass: "hygiene",
    critical: false,
    fix: CHOOSE_ANOTHER,
    judge: onKey(({ exportable }) => ({
      // Left out means no: only keys made with a release policy can be exported.
      state: exportable === undefined ? "unknown" : passes(exportable !== true),
      observed: exportable === undefined ? null : exportable ? "exportable" : "not exportable",
      reason: { key: "exportable" },
    })),
  },
  {
    ...base,
    id: "KEY-11",
    parts: ["aep"],
    reads: ["key", "config"],
    severity: "critical",
    failureClass: "recoverable",
    critical: true,
    fix: { kind: "needs", who: "customer-care", what: "config-other-key" },
    judge: onKey(({ identifier }, input) => {
      const config = valueOf(input.facts.config);
      if (!config?.exists || config.keyIdentifier === null)
        return { state: "unknown", reason: { key: "not-submitted" } };
      return {
        state: passes(sameAddress(withoutVersion(config.keyIdentifier), identifier)),
        observed: config.keyIdentifier,
        reason: { key: "config-other-key", params: { expected: identifier } },
      };
    }),
  },
  {
    ...base,
    id: "KEY-13",
    severity: "info",
    failureClass: "hygiene",
    critical: false,
    fix: CHOOSE_ANOTHER,
    mappings: mapped({ "cis-6.0": ["8.3.10"] }),
    judge: onKey(({ type }) => ({
      state: passes(type === "RSA-HSM"),
      observed: type,
      reason: { key: "software-key" },
    })),
  },
  {
    ...base,
    id: "KEY-14",
    severity: "critical",
    failureClass: "purge",
    critical: true,
    fix: STEP.key,
    judge: notDeleted,
  },
];
