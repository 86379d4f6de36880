import type { KeyFacts, VaultFacts } from "./facts";
import type { PartInput } from "./input";
import type { Requirement } from "./outcome";
import { keyRequirements } from "./requirements/key";
import { vaultRequirements } from "./requirements/vault";

/** Whether something that exists already could be used, and what stands against it. */
export type Fit = { fit: "fits" | "fits-after-changes" | "does-not-fit"; reasons: Requirement[] };

function fitOf(requirements: Requirement[]): Fit {
  const unmet = requirements.filter(
    (requirement) => requirement.weight === "must" && requirement.state === "unmet",
  );
  if (unmet.length === 0) return { fit: "fits", reasons: [] };
  const hopeless = unmet.some((requirement) => requirement.fix?.kind !== "plan");
  return { fit: hopeless ? "does-not-fit" : "fits-after-changes", reasons: unmet };
}

/** Judges a vault for a part; `keyNames` null when the keys in it could not be listed. */
export function judgeVault(input: PartInput, vault: VaultFacts, keyNames: string[] | null): Fit {
  const at = input.now;
  const vaultKeys =
    keyNames === null ? undefined : ({ at, source: "azure", value: { names: keyNames } } as const);
  return fitOf(
    vaultRequirements({ ...input, facts: { vault: { at, source: "azure", value: vault }, vaultKeys } }),
  );
}

/** Judges a key for a part. */
export function judgeKey(input: PartInput, key: KeyFacts): Fit {
  return fitOf(keyRequirements({ ...input, facts: { key: { at: input.now, source: "azure", value: key } } }));
}
