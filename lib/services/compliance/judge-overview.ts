import "server-only";
import { assembleInputs } from "@/lib/cmk/assemble-input";
import { judgeOrganisation } from "@/lib/cmk/compliance";
import type { ComingKind } from "@/lib/cmk/compliance/compliance-views";
import { endsFirst, type KeyLife, keyLifeOf } from "@/lib/cmk/key-life/key-life";
import { PART_IDS, type PartId } from "@/lib/cmk/parts";
import { evaluatePart } from "@/lib/cmk/progress";
import type { ComplianceRow } from "@/lib/cmk/views";
import type { JudgedPosture } from "@/lib/db/compliance/postures";
import type { OrganisationOverview } from "@/lib/db/overview";

type At = Parameters<typeof assembleInputs>[2];

const KINDS: Partial<Record<string, ComingKind>> = {
  "key-expires": "key-expires",
  "old-version-expires": "old-version-expires",
  "key-deleted": "key-purged",
  "vault-deleted": "vault-purged",
};

function comingOf(part: PartId, { clock, key }: KeyLife, now: string): JudgedPosture["coming"] {
  const subject = key?.name ?? "";
  const ends = clock.events.flatMap(({ end, at }) => {
    const kind = KINDS[end];
    return kind && at && at > now ? [{ part, kind, at, subject }] : [];
  });
  const turns = clock.rotatesOn && clock.rotatesOn > now ? clock.rotatesOn : null;
  const all = turns ? [...ends, { part, kind: "key-rotates" as const, at: turns, subject }] : ends;
  // Several old versions may end: the first of a kind is the one that counts.
  return all.filter((event, index) => all.findIndex(({ kind }) => kind === event.kind) === index);
}

/** One organisation judged by the rules from all that is stored of it: its row, and what is kept of that. */
export function judgeOverview(
  { organisation, parts }: OrganisationOverview,
  at: At,
): { row: ComplianceRow; posture: JudgedPosture } {
  const inputs = assembleInputs(organisation, parts, at);
  const states = PART_IDS.map((part) => evaluatePart(inputs[part]));
  const lives = PART_IDS.map((part) => keyLifeOf(inputs[part]));
  const { id, name, imsOrgId, shield, cjaBought } = organisation;
  const verdict = judgeOrganisation(states);
  const [first] = verdict.reasons;
  const statuses = states.map(({ part, status, done, total }) => ({ part, status, done, total }));
  const posture: JudgedPosture = {
    organisationId: id,
    verdict: verdict.verdict,
    aep: states[0]?.status ?? "not-started",
    cja: states[1]?.status ?? "not-started",
    verifiedAt: verdict.verifiedAt,
    heldSince: at.now,
    cause:
      verdict.verdict === "at-risk" && first
        ? { part: first.part, requirement: first.requirement, reason: first.reason }
        : null,
    coming: PART_IDS.flatMap((part, index) => {
      const life = lives[index];
      return life ? comingOf(part, life, at.now) : [];
    }),
  };
  const clocks = lives.map(({ clock }) => clock);
  const endsAt = endsFirst(clocks, at.now);
  return {
    row: { ...verdict, id, name, imsOrgId, shield, cjaBought, parts: statuses, endsAt },
    posture,
  };
}
