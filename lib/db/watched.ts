import "server-only";
import type { CheckId } from "@/lib/cmk/checks/check-ids";
import type { Standing } from "@/lib/cmk/findings/standing";
import { PART_IDS, type PartId } from "@/lib/cmk/parts";
import type { Finding } from "./findings";
import type { Sealed } from "./secrets/seal";
import { prismaOf, type Transaction } from "./transaction";

type OpenFinding = Pick<
  Finding,
  "checkId" | "severity" | "failureClass" | "observed" | "reason" | "flapping" | "openedAt"
>;
/** How the checks of one part stand, and which of them have a finding. */
export type WatchedPart = {
  standings: ReadonlyMap<CheckId, Standing>;
  open: ReadonlyMap<CheckId, OpenFinding>;
};
/** A sealed Adobe credential, as it is stored. `name`: the client id. */
export type StoredCredential = Sealed & { name: string };
export type WatchedRows = { parts: Record<PartId, WatchedPart>; credential: StoredCredential | null };

type Row = {
  id: string;
  standings: (Standing & { part: PartId; checkId: CheckId })[] | null;
  open: (Omit<OpenFinding, "openedAt"> & { part: PartId; openedAt: string })[] | null;
};

/**
 * What judging a look needs besides the set-up, of several organisations in scope: two queries, however many there are.
 * Lists come as JSON, as one row for each check would cost more than the look.
 */
export async function listWatched(
  tx: Transaction,
  organisationIds: readonly string[],
): Promise<Map<string, WatchedRows>> {
  const rows = await prismaOf(tx).$queryRaw<Row[]>`
    select o.id::text,
      (select json_agg(json_build_object('part', s.part, 'checkId', s.check_id, 'state', s.state, 'since', s.since,
          'turningTo', s.turning_to, 'turningSince', s.turning_since, 'turnsInADay', s.turns_in_a_day,
          'lastTurnAt', s.last_turn_at))
        from check_standings s where s.organisation_id = o.id) as standings,
      (select json_agg(json_build_object('part', f.part, 'checkId', f.check_id, 'severity', f.severity,
          'failureClass', f.failure_class, 'observed', f.observed, 'reason', f.reason, 'flapping', f.flapping,
          'openedAt', f.opened_at))
        from findings f where f.organisation_id = o.id and f.status = 'open') as open
    from organisations o where o.id = any (${organisationIds}::uuid[])`;
  const secrets = await prismaOf(tx).secret.findMany({
    where: { kind: "adobe", organisationId: { in: [...organisationIds] } },
  });
  const credentials = new Map(secrets.map((secret) => [secret.organisationId, secret]));
  return new Map(
    rows.map((row) => [row.id, { parts: partsOf(row), credential: credentials.get(row.id) ?? null }]),
  );
}

function partsOf({ standings, open }: Row): Record<PartId, WatchedPart> {
  const parts = PART_IDS.map((part): [PartId, WatchedPart] => {
    const own = <T extends { part: PartId }>(list: T[] | null) =>
      (list ?? []).filter((one) => one.part === part);
    return [
      part,
      {
        standings: new Map(
          own(standings).map(({ checkId, part: _part, ...standing }) => [checkId, standing]),
        ),
        open: new Map(
          own(open).map(({ part: _part, openedAt, ...finding }) => [
            finding.checkId,
            { ...finding, openedAt: new Date(openedAt) },
          ]),
        ),
      },
    ];
  });
  return Object.fromEntries(parts) as Record<PartId, WatchedPart>;
}
