import "server-only";
import type { PartInput } from "@/lib/cmk/input";
import { PART_IDS, type PartId } from "@/lib/cmk/parts";
import { listKeyUsesOf } from "@/lib/db/activity";
import { listLogStatesOf } from "@/lib/db/log-cursors";
import type { Transaction } from "@/lib/db/transaction";

export type KeyLog = Pick<PartInput, "keyUses" | "keyLog">;

/**
 * What the vaults' audit logs tell of the use of the keys of these organisations, all of them in scope, where they
 * were read without trouble. Two queries for all of them.
 */
export async function keyLogsOf(
  tx: Transaction,
  organisationIds: readonly string[],
): Promise<(organisationId: string) => Record<PartId, KeyLog>> {
  const states = await listLogStatesOf(tx, organisationIds);
  const uses = states.length > 0 ? await listKeyUsesOf(tx, organisationIds) : [];
  const of = (organisationId: string, part: PartId): KeyLog => {
    const isOwn = (row: { organisationId: string; part: PartId }) =>
      row.organisationId === organisationId && row.part === part;
    const log = states.find((state) => isOwn(state) && state.source === "key-vault-audit");
    if (!log) return {};
    const { readUntil, failure } = log;
    const own = uses.filter(isOwn).map(({ part: _part, organisationId: _own, ...use }) => use);
    return { keyLog: { readUntil, failure }, ...(failure ? {} : { keyUses: own }) };
  };
  return (organisationId) =>
    Object.fromEntries(PART_IDS.map((part) => [part, of(organisationId, part)])) as Record<PartId, KeyLog>;
}
