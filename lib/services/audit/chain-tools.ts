import "server-only";
import type { JWK } from "jose";
import type { CheckpointContent } from "@/lib/cmk/audit/chain-problems";
import type { AuditCheckpoint } from "@/lib/db/audit-chains";
import { publicKey, signJws, verifyJws } from "@/lib/signing/jws";
import type { Signer } from "@/lib/signing/signer";

/** What looking after chains takes from outside. */
export type ChainTools = {
  signer(): Promise<Signer>;
  /** Public keys of before, by their `kid`: what was signed then still counts. */
  trusted: readonly JWK[];
};

type Marked = Pick<AuditCheckpoint, "organisationId" | "kind" | "sequence" | "hash" | "at"> & {
  archive: unknown;
};

function contentOf({ organisationId, kind, sequence, hash, at, archive }: Marked): CheckpointContent {
  return {
    type: "clavis.audit-checkpoint",
    chain: organisationId ?? "system",
    kind,
    sequence: String(sequence),
    hash,
    at: at.toISOString(),
    archive: (archive ?? null) as CheckpointContent["archive"],
  };
}

// Keys in a fixed order: what was stored as jsonb comes back in another.
const textOf = (content: CheckpointContent) =>
  JSON.stringify(content, [
    "type",
    "chain",
    "kind",
    "sequence",
    "hash",
    "at",
    "archive",
    "file",
    "sha256",
    "entries",
    "first",
  ]);

/** Signs what a chain is now; ready for saveCheckpoint. */
export async function signCheckpoint(tools: ChainTools, marked: Marked) {
  const signer = await tools.signer();
  const signature = await signJws(signer, textOf(contentOf(marked)));
  return { ...marked, keyId: signer.keyId, signature };
}

/** Whether a stored checkpoint is what was signed. */
export async function judgeCheckpoint(
  tools: ChainTools,
  checkpoint: AuditCheckpoint,
): Promise<"valid" | "invalid" | "unknown-key"> {
  const verified = await verifyJws([...tools.trusted, publicKey(await tools.signer())], checkpoint.signature);
  if (!verified.ok) return verified.reason;
  return verified.payload.toString("utf8") === textOf(contentOf(checkpoint)) ? "valid" : "invalid";
}
