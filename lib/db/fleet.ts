import "server-only";
import { DANGERS, type Danger, type FleetRow, type WorstFinding } from "@/lib/cmk/findings/danger";
import { FLEET_SQL, WORST_SQL } from "./fleet-sql";
import { prismaOf, type Transaction } from "./transaction";

export type FleetQuery = {
  search?: string;
  danger?: Danger;
  now: Date;
  keyEndsBy: Date;
  seenSince: Date;
  offset: number;
  size: number;
};
type Ranked = Omit<FleetRow, "worst" | "parts">;
type Answer = { counts: Partial<Record<Danger, number>> | null; rows: Ranked[] | null };

const isoOrNull = (text: string | null) => (text === null ? null : new Date(text).toISOString());

/** Organisations in scope, those in the most danger first: a page of them, and how many there are of each. */
export async function listFleet(
  tx: Transaction,
  { search, danger, now, keyEndsBy, seenSince, offset, size }: FleetQuery,
): Promise<{ rows: Ranked[]; counts: Record<Danger, number> }> {
  const pattern = search?.trim() ? `%${search.trim().replace(/[\\%_]/g, "\\$&")}%` : null;
  const ids = tx.scope.organisations === "*" ? null : tx.scope.organisations;
  const [answer] = await prismaOf(tx).$queryRawUnsafe<Answer[]>(
    FLEET_SQL,
    ids,
    pattern,
    danger ?? null,
    now,
    keyEndsBy,
    seenSince,
    offset,
    size,
  );
  const counts = Object.fromEntries(DANGERS.map((one) => [one, answer?.counts?.[one] ?? 0]));
  const rows = (answer?.rows ?? []).map((row) => {
    return { ...row, endsAt: isoOrNull(row.endsAt), lookedAt: isoOrNull(row.lookedAt) };
  });
  return { rows, counts: counts as Record<Danger, number> };
}

/** The worst open finding of each of these organisations that has one. */
export async function listWorst(
  tx: Transaction,
  ids: string[],
  now: Date,
): Promise<Map<string, WorstFinding>> {
  type Row = Omit<WorstFinding, "openedAt"> & { organisationId: string; openedAt: Date };
  const rows = await prismaOf(tx).$queryRawUnsafe<Row[]>(WORST_SQL, ids, now);
  return new Map(
    rows.map(({ organisationId, openedAt, ...row }) => [
      organisationId,
      { ...row, openedAt: openedAt.toISOString() },
    ]),
  );
}
