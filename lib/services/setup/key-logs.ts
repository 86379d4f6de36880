import "server-only";
import type { PartInput } from "@/lib/cmk/input";
import { PART_IDS, type PartId } from "@/lib/cmk/parts";
import { listKeyUses } from "@/lib/db/activity";
import { listLogStates } from "@/lib/db/log-cursors";
import type { OrganisationId } from "@/lib/db/scope";
import type { Transaction } from "@/lib/db/transaction";

export type KeyLog = Pick<PartInput, "keyUses" | "keyLog">;

/** What the vaults' audit logs tell of the use of an organisation's keys, where they were read without trouble. */
export async function keyLogsIn(
  tx: Transaction,
  organisationId: OrganisationId,
): Promise<Record<PartId, KeyLog>> {
  const states = await listLogStates(tx, organisationId);
  const uses = states.length > 0 ? await listKeyUses(tx, organisationId) : [];
  const of = (part: PartId): KeyLog => {
    const log = states.find((state) => state.part === part && state.source === "key-vault-audit");
    if (!log) return {};
    const { readUntil, failure } = log;
    const own = uses.filter((use) => use.part === part).map(({ part: _part, ...use }) => use);
    return { keyLog: { readUntil, failure }, ...(failure ? {} : { keyUses: own }) };
  };
  return Object.fromEntries(PART_IDS.map((part) => [part, of(part)])) as Record<PartId, KeyLog>;
}
