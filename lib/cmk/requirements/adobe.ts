import { sameAddress } from "../ids";
import type { PartInput } from "../input";
import type { Requirement } from "../outcome";
import { valueOf } from "../value-of";
import { requirementsOn } from "./requirement";

/** Adobe must know the configuration, and it must name this vault and this key. */
export function submitRequirements(input: PartInput): Requirement[] {
  const check = requirementsOn(input.facts.config, "adobe");
  const key = valueOf(input.facts.key);
  const identifier = key?.exists ? key.identifier : null;
  return [
    check("config-accepted", (c) => {
      if (!c.exists) return { met: false, observed: "none", reason: { key: "not-submitted" } };
      // A refused configuration may be sent again once its cause is mended.
      return {
        met: c.status !== "FAILED",
        observed: `${c.name}, ${c.status}`,
        reason: { key: "adobe-failed" },
      };
    }),
    check("config-names-key", (c) => ({
      met:
        !c.exists || c.keyIdentifier === null || identifier === null
          ? null
          : // One that failed is sent anew, with the key that is chosen by then.
            sameAddress(withoutVersion(c.keyIdentifier), identifier) ||
            (c.status === "FAILED" ? null : false),
      observed: c.exists ? c.keyIdentifier : null,
      reason: { key: "config-other-key", params: { expected: identifier ?? "" } },
      fix: { kind: "needs", who: "customer-care", what: "config-other-key" },
    })),
  ];
}

/** Adobe's enablement: three stages, then COMPLETED. A word that nobody documented counts as "still going on". */
export function enablementRequirements(input: PartInput): Requirement[] {
  return [
    requirementsOn(input.facts.config, "adobe")("enablement-completed", (c) => {
      if (!c.exists) return { met: null };
      if (c.status === "FAILED") {
        return {
          met: false,
          observed: c.status,
          reason: { key: "adobe-failed" },
          fix: { kind: "needs", who: "admin", what: "repair-and-resubmit" },
        };
      }
      return {
        met: c.status === "COMPLETED" || "waiting",
        observed: c.status,
        reason: {
          key: "adobe-stage",
          params: { stage: c.status, ...(c.statusSince ? { since: c.statusSince } : {}) },
        },
      };
    }),
  ];
}

/** A key's address without its version: https://vault/keys/name. */
export function withoutVersion(identifier: string): string {
  return identifier.replace(/^(https:\/\/[^/]+\/keys\/[^/]+).*$/i, "$1");
}
