import "server-only";
import { canonicalJson } from "@/lib/cmk/plans/make-plan";
import type { Evidence } from "./gather-evidence";
import { asGiven } from "./masking";

/** What of an entry its hash is made of, in the form that is hashed. */
function hashedOf(entry: Evidence["audit"]["entries"][number]): Record<string, unknown> {
  const { id: _id, hash: _hash, sequence, at, ...rest } = entry;
  return { ...rest, sequence: String(sequence), at: at.toISOString() };
}

/**
 * The audit trail of a pack, one canonical JSON object a line. `whole`: the entry stands as it was hashed, so its hash
 * can be computed again; where something had to be taken out or masked, only its place in the chain can be checked.
 */
export function auditLines({ audit }: Evidence, maskKey: Uint8Array | null) {
  const rows = audit.entries.map((entry) => {
    const hashed = hashedOf(entry);
    const given = asGiven(hashed, maskKey);
    const whole = canonicalJson(given) === canonicalJson(JSON.parse(JSON.stringify(hashed)));
    return { entry: given, hash: entry.hash, whole };
  });
  return {
    text: rows.map((row) => `${canonicalJson(row)}\n`).join(""),
    rows: rows.map(({ entry }) => entry),
    summary: {
      entries: rows.length,
      whole: rows.filter(({ whole }) => whole).length,
      firstSequence: audit.entries[0] ? String(audit.entries[0].sequence) : null,
      previousHash: audit.previousHash,
      headHash: audit.entries.at(-1)?.hash ?? audit.previousHash,
    },
  };
}
