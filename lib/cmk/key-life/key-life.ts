import type { KeyFacts } from "../facts";
import type { PartInput } from "../input";
import { valueOf } from "../value-of";
import { clockOf, type KeyLifeClock } from "./clock";
import { judgeKeyLife, type KeyLifeVerdict } from "./verdict";
import { judgeVersions, type VersionLife } from "./versions";

/** How long the key of a part lives, what ends it, and what to do about it. Pure facts and rules, no vendor asked. */
export type KeyLife = {
  clock: KeyLifeClock;
  verdict: KeyLifeVerdict;
  /** Newest first; at most 100 of `versionsTotal`. */
  versions: VersionLife[];
  versionsTotal: number;
  /** Until when the vault's audit log was read, ISO 8601; null: nobody reads one. */
  usesReadUntil: string | null;
  key: Pick<KeyFacts, "name" | "identifier" | "version" | "expires" | "rotationPolicy"> | null;
  /** Policies and rotation exist on the data plane alone, which the vault's firewall guards. null: not seen. */
  dataPlane: "open" | "restricted" | null;
};

/** The key that is there, or null. */
export function presentKey(input: PartInput): KeyFacts | null {
  const key = valueOf(input.facts.key);
  return key?.exists ? key : null;
}

/** The life of a part's key, from what was observed. */
export function keyLifeOf(input: PartInput): KeyLife {
  const key = presentKey(input);
  const seen = valueOf(input.facts.keyVersions);
  const versions = key ? judgeVersions(key, seen?.versions ?? [], input.now, input.keyUses) : [];
  const vault = valueOf(input.facts.vault);
  const open = vault?.exists && vault.publicNetworkAccess === "Enabled" && vault.defaultAction === "Allow";
  return {
    clock: clockOf(input, versions),
    verdict: key
      ? judgeKeyLife(key, versions, input.now)
      : { state: "unknown", findings: [], proposal: null },
    versions,
    versionsTotal: seen?.total ?? versions.length,
    usesReadUntil: (input.keyUses && input.keyLog?.readUntil) ?? null,
    key: key && {
      name: key.name,
      identifier: key.identifier,
      version: key.version,
      expires: key.expires,
      rotationPolicy: key.rotationPolicy,
    },
    dataPlane: vault?.exists ? (open ? "open" : "restricted") : null,
  };
}

/** The earliest moment at which anything ends in any of the parts; null when nothing does, or it has no date. */
export function endsFirst(clocks: KeyLifeClock[], now: string): string | null {
  const moments = clocks.flatMap(({ first }) =>
    first === null ? [] : ((first.ended ? now : first.at) ?? []),
  );
  return moments.sort().at(0) ?? null;
}
