/**
 * What is wrong with a chain, and at which entry.
 * changed: its content does not give its hash. link: it does not follow from the entry before it: one of both was
 * replaced. missing: entries up to `until` are gone. inserted: there is another with its number, or it stands behind the
 * end. cut-off: the last ones, up to `until`, are gone. rewritten: it was another one when it was signed. checkpoint: a
 * signature does not fit what it stands for. head: the record of the end was removed or changed. unsearchable: it is
 * left out of what is searched. unknown-key: signed with a key that this console does not have.
 */
export const CHAIN_PROBLEMS = [
  "changed",
  "link",
  "missing",
  "inserted",
  "cut-off",
  "rewritten",
  "checkpoint",
  "head",
  "unsearchable",
  "unknown-key",
] as const;
export type ChainProblemKind = (typeof CHAIN_PROBLEMS)[number];

/** Numbers of entries are decimal texts. */
export type ChainProblem = { kind: ChainProblemKind; sequence: string; until?: string };

/** What is known of a chain; times are ISO 8601, null: not yet. */
export type ChainState = {
  entries: string;
  verifiedAt: string | null;
  verifiedSequence: string | null;
  fullVerifiedAt: string | null;
  signedAt: string | null;
  signedSequence: string | null;
  retentionDays: number | null;
  revision: number;
  archivedSequence: string | null;
  problems: ChainProblem[];
};

/** What a checkpoint's signature is over; numbers of entries are decimal texts. */
export type CheckpointContent = {
  type: "clavis.audit-checkpoint";
  chain: string;
  kind: "head" | "retention";
  sequence: string;
  hash: string;
  at: string;
  archive: { file: string; sha256: string; entries: number; first: string } | null;
};

/** Problems that were found, without those that were known, each once; at most as many as anybody reads. */
export function mergeProblems(
  known: readonly ChainProblem[],
  found: readonly ChainProblem[],
): ChainProblem[] {
  const all = [...known, ...found];
  const unique = new Map(all.map((problem) => [`${problem.kind} ${problem.sequence}`, problem]));
  return [...unique.values()].sort((a, b) => Number(BigInt(a.sequence) - BigInt(b.sequence))).slice(0, 50);
}

/** The key of `auditSettings.problems` that words a problem, with what it is filled with. */
export function problemWording({ kind, sequence, until }: ChainProblem): {
  key: string;
  params: Record<string, string>;
} {
  return until && until !== sequence
    ? { key: `auditSettings.problems.${kind}Range`, params: { sequence, until } }
    : { key: `auditSettings.problems.${kind}`, params: { sequence } };
}

/** What an alert about a broken chain is filled with: the first entry that is wrong. */
export const chainAlertParams = ({ kind, sequence, until }: ChainProblem): Record<string, string> => ({
  reason: kind,
  sequence,
  ...(until ? { until } : {}),
});

/** The problem that an alert was raised for, from its placeholders; null for those of another alert. */
export function problemOfAlert(params: Record<string, string | number>): ChainProblem | null {
  const kind = CHAIN_PROBLEMS.find((one) => one === params.reason);
  if (!kind) return null;
  const until = params.until === undefined ? {} : { until: String(params.until) };
  return { kind, sequence: String(params.sequence), ...until };
}
