import { createHash } from "node:crypto";
import { ensure, Problem } from "./problem.mjs";

/** JSON with sorted names and no spaces (RFC 8785): the form that is hashed. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
}

function parse(line, number) {
  try {
    return JSON.parse(line);
  } catch {
    throw new Problem(`Line ${number} of the audit trail is no JSON.`);
  }
}

/**
 * Walks the audit trail: every entry follows the one before, without a gap, and each whole one is hashed again.
 * @param {Buffer} file @param {{ previousHash: string, headHash: string, entries: number, whole: number, firstSequence: string | null }} told
 */
export function verifyAudit(file, told) {
  const lines = file.toString("utf8").split("\n");
  ensure(lines.pop() === "", "The audit trail ends within a line.");
  let previousHash = told.previousHash;
  let sequence = told.firstSequence === null ? null : BigInt(told.firstSequence);
  let whole = 0;
  for (const [index, line] of lines.entries()) {
    const { entry, hash, whole: isWhole } = parse(line, index + 1);
    const name = `Entry ${entry?.sequence} of the audit trail`;
    ensure(String(sequence) === entry?.sequence, `${name} is not the one that follows.`);
    ensure(entry.previousHash === previousHash, `${name} does not follow the one before.`);
    if (isWhole) {
      const again = createHash("sha256").update(canonical(entry)).digest("hex");
      ensure(again === hash, `${name} has another content than its hash.`);
      whole += 1;
    }
    previousHash = hash;
    sequence = (sequence ?? 0n) + 1n;
  }
  ensure(
    lines.length === told.entries && whole === told.whole,
    "The audit trail has another length than the manifest says.",
  );
  ensure(previousHash === told.headHash, "The audit trail ends at another entry than the manifest says.");
  return { entries: lines.length, whole };
}
