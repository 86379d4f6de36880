import "server-only";
import { CHECKS } from "@/lib/cmk/checks/registry";
import { type ComplianceFilter, PAGE_SIZE, type Sort } from "@/lib/cmk/compliance/filter";
import { readCursor, writeCursor } from "../cursor";
import { Prisma } from "../generated/client";
import { prismaOf, type Transaction } from "../transaction";

const { sql, raw, join, empty } = Prisma;

// The worst first: what a leader opens the list for. None is null, so that a cursor can compare them.
type Order = { by: string; type: keyof typeof KINDS };
const KINDS = { text: "text", int: "number", timestamptz: "moment" } as const;

const ORDER: Record<Sort, Order> = {
  name: { by: "o.name", type: "text" },
  status: {
    by: "array_position(array['at-risk', 'unverified', 'in-setup', 'not-started', 'protected'], p.verdict)",
    type: "int",
  },
  findings: { by: "-coalesce(f.open, 0)", type: "int" },
  since: { by: "coalesce(p.since, '-infinity')", type: "timestamptz" },
  verified: { by: "coalesce(p.verified_at, '-infinity')", type: "timestamptz" },
};

function conditions(
  { verdict, shield, part, framework, search }: ComplianceFilter,
  beyond: Prisma.Sql | null,
): Prisma.Sql {
  const term = search ? `%${search.replace(/[\\%_]/g, "\\$&")}%` : null;
  const checks = framework
    ? CHECKS.filter(({ mappings }) => mappings.some((mapping) => mapping.framework === framework))
    : [];
  const all = [
    beyond,
    verdict && sql`p.verdict = ${verdict}`,
    shield && sql`o.shield = ${shield}::shield`,
    term && sql`(o.name ilike ${term} or o.ims_org_id ilike ${term})`,
    part &&
      sql`(${raw(part === "aep" ? "p.aep_status" : "p.cja_status")} <> 'complete' or exists (select from findings x
        where x.organisation_id = p.organisation_id and x.status = 'open' and x.part = ${part}::part))`,
    framework &&
      sql`exists (select from findings x where x.organisation_id = p.organisation_id and x.status = 'open'
        and x.check_id = any (${checks.map(({ id }) => id)}::text[]))`,
  ].filter((condition) => condition !== undefined && condition !== null && condition !== "");
  return all.length > 0 ? sql`where ${join(all as Prisma.Sql[], " and ")}` : empty;
}

export type PostureRow = { id: string; openFindings: number; since: Date | null };

/** What stands behind the position of a cursor, in the order that listPostures sorts by. Throws INVALID_INPUT. */
function behind(cursor: string, { by, type }: Order, down: boolean): Prisma.Sql {
  const [value = "", name = "", id = ""] = readCursor(cursor, [KINDS[type], "text", "id"]);
  const at = sql`${value}::${raw(type)}`;
  return sql`(${raw(by)} ${raw(down ? "<" : ">")} ${at} or (${raw(by)} = ${at} and (o.name, o.id) > (${name}, ${id}::uuid)))`;
}

/**
 * Organisations by what was stored of their verdicts, and how many the filter leaves: the page that the filter names, or,
 * for what is read to its end, the `limit` behind a cursor, which no change in front of it moves.
 */
export async function listPostures(
  tx: Transaction,
  filter: ComplianceFilter,
  { cursor, limit = PAGE_SIZE }: { cursor?: string; limit?: number } = {},
): Promise<{ rows: PostureRow[]; found: number; next: string | null }> {
  const sort = filter.sort ?? "status";
  const down = sort.startsWith("-");
  const order = ORDER[sort.replace("-", "") as Sort];
  const offset = cursor ? 0 : ((filter.page ?? 1) - 1) * limit;
  const found = await prismaOf(tx).$queryRaw<(PostureRow & { found: number; key: string; name: string })[]>`
    select p.organisation_id::text as id, o.name, coalesce(f.open, 0)::int as "openFindings", p.since,
      (count(*) over ())::int as found, (${raw(order.by)})::text as key
    from postures p join organisations o on o.id = p.organisation_id
    left join (select organisation_id, count(*) as open from findings where status = 'open' group by 1) f
      on f.organisation_id = p.organisation_id
    ${conditions(filter, cursor ? behind(cursor, order, down) : null)}
    order by ${raw(order.by)} ${raw(down ? "desc" : "asc")}, o.name, o.id
    limit ${limit + 1}::int offset ${offset}::int`;
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return {
    rows: rows.map(({ id, openFindings, since }) => ({ id, openFindings, since })),
    found: last?.found ?? (offset > 0 ? (await listPostures(tx, { ...filter, page: 1 })).found : 0),
    next: last && found.length > limit ? writeCursor([last.key, last.name, last.id]) : null,
  };
}
