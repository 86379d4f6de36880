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

/** Stores where checks stand now: those that changed, and no other. One statement, whose triggers run once. */
export async function saveStandings(
  tx: Transaction,
  organisationId: OrganisationId,
  part: PartId,
  changed: ReadonlyMap<CheckId, Standing>,
): Promise<void> {
  if (changed.size === 0) return;
  const given = JSON.stringify([...changed].map(([checkId, standing]) => ({ checkId, ...standing })));
  await prismaOf(tx).$executeRaw`
    insert into check_standings (organisation_id, part, check_id, state, since, turning_to, turning_since,
      turns_in_a_day, last_turn_at)
    select ${organisationId}::uuid, ${part}::part, g."checkId", g.state, g.since, g."turningTo", g."turningSince",
      g."turnsInADay", g."lastTurnAt"
    from jsonb_to_recordset(${given}::jsonb) as g("checkId" text, state check_state, since timestamptz,
      "turningTo" check_state, "turningSince" timestamptz, "turnsInADay" int, "lastTurnAt" timestamptz)
    on conflict (organisation_id, part, check_id) do update set state = excluded.state, since = excluded.since,
      turning_to = excluded.turning_to, turning_since = excluded.turning_since,
      turns_in_a_day = excluded.turns_in_a_day, last_turn_at = excluded.last_turn_at`;
}
