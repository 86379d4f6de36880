import "server-only";
import type { CheckId } from "@/lib/cmk/checks/check-ids";
import type { Standing } from "@/lib/cmk/findings/standing";
import type { PartId } from "@/lib/cmk/parts";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

const iso = (date: Date | null) => date?.toISOString() ?? null;

/** Keeps two workers from judging one organisation at once, until the transaction ends. */
export async function lockWatching(tx: Transaction, organisationId: OrganisationId): Promise<void> {
  await prismaOf(tx)
    .$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`clavis.watching:${organisationId}`}, 0))`;
}

/** Where every check of a part stands, by its id. */
export async function listStandings(
  tx: Transaction,
  organisationId: OrganisationId,
  part: PartId,
): Promise<Map<CheckId, Standing>> {
  const rows = await prismaOf(tx).checkStanding.findMany({ where: { organisationId, part } });
  return new Map(
    rows.map((row) => [
      row.checkId as CheckId,
      {
        state: row.state as Standing["state"],
        since: row.since.toISOString(),
        turningTo: row.turningTo as Standing["turningTo"],
        turningSince: iso(row.turningSince),
        turnsInADay: row.turnsInADay,
        lastTurnAt: iso(row.lastTurnAt),
      },
    ]),
  );
}

/** Stores where checks stand now: those that changed, and no other. */
export async function saveStandings(
  tx: Transaction,
  organisationId: OrganisationId,
  part: PartId,
  changed: ReadonlyMap<CheckId, Standing>,
): Promise<void> {
  const prisma = prismaOf(tx);
  for (const [checkId, { state, since, turningTo, turningSince, turnsInADay, lastTurnAt }] of changed) {
    const data = {
      state,
      since: new Date(since),
      turningTo,
      turningSince: turningSince === null ? null : new Date(turningSince),
      turnsInADay,
      lastTurnAt: lastTurnAt === null ? null : new Date(lastTurnAt),
    };
    await prisma.checkStanding.upsert({
      where: { organisationId_part_checkId: { organisationId, part, checkId } },
      create: { organisationId, part, checkId, ...data },
      update: data,
    });
  }
}
