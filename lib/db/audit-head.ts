import "server-only";
import { createHash, createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { env } from "@/lib/env";

/** Where a chain ends. `adoptedSequence`: an entry that was taken for the end because the record of it was lost. */
export type ChainHead = {
  organisationId: string | null;
  sequence: bigint;
  hash: string;
  adoptedSequence: bigint | null;
};

/** A head as it is stored: with a code that only a holder of this console's secret key can compute. */
export type SealedHead = ChainHead & { macKeyId: string; mac: string };

function macKey(): { key: Buffer; id: string } {
  const key = Buffer.from(hkdfSync("sha256", env().CLAVIS_SECRET_KEY, "", "clavis audit head", 32));
  return {
    key,
    id: createHash("sha256").update("clavis audit head id").update(key).digest("hex").slice(0, 16),
  };
}

const textOf = ({ organisationId, sequence, hash, adoptedSequence }: ChainHead) =>
  [organisationId ?? "system", sequence, hash, adoptedSequence ?? ""].join("|");

/** Seals the end of a chain, so that whoever can write the database alone cannot move it back. */
export function sealHead(head: ChainHead): SealedHead {
  const { key, id } = macKey();
  return { ...head, macKeyId: id, mac: createHmac("sha256", key).update(textOf(head)).digest("hex") };
}

/** sealed: as this console left it; foreign-key: sealed with another secret key; broken: anything else. */
export function headState(head: SealedHead): "sealed" | "foreign-key" | "broken" {
  const { key, id } = macKey();
  if (head.macKeyId !== id) return head.macKeyId === "" ? "broken" : "foreign-key";
  const expected = createHmac("sha256", key).update(textOf(head)).digest();
  const given = Buffer.from(head.mac, "hex");
  return given.length === expected.length && timingSafeEqual(given, expected) ? "sealed" : "broken";
}
