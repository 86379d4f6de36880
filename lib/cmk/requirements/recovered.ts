import type { PartInput } from "../input";
import type { Requirement } from "../outcome";
import { lossesOf } from "../recovery/losses";
import { requirementsOn } from "./requirement";

/** After a recovery: what the vault had before, and has not got back. Nothing is said while nothing is missing. */
export function recoveredRequirements(input: PartInput): Requirement[] {
  const losses = lossesOf(input);
  if (losses?.state !== "recovered") return [];
  const { roles, diagnosticSettings, settings } = losses;
  const check = requirementsOn(input.facts.extensions, "azure");
  return [
    check(
      "recovered-as-before",
      () => ({
        met: false,
        observed: String(roles.length + diagnosticSettings.length + settings.length),
        reason: {
          key: "lost-in-recovery",
          params: { roles: roles.length, logs: diagnosticSettings.length, settings: settings.length },
        },
        fix: { kind: "needs", who: "vault-owner", what: "restore-what-was-lost" },
      }),
      "should",
    ),
  ];
}
