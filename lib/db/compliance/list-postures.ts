import "server-only";
import { CHECKS } from "@/lib/cmk/checks/registry";
import { type ComplianceFilter, PAGE_SIZE, type Sort } from "@/lib/cmk/compliance/filter";
import { Prisma } from "../generated/client";
import { prismaOf, type Transaction } from "../transaction";

const { sql, raw, join, empty } = Prisma;

// The worst first: what a leader opens the list for.
const ORDER: Record<Sort, string> = {
  name: "o.name",
  status: "array_position(array['at-risk', 'unverified', 'in-setup', 'not-started', 'protected'], p.verdict)",
  findings: "-coalesce(f.open, 0)",
  since: "p.since",
  verified: "p.verified_at",
};

function conditions({ verdict, shield, part, framework, search }: ComplianceFilter): Prisma.Sql {
  const term = search ? `%${search.replace(/[\\%_]/g, "\\$&")}%` : null;
  const checks = framework
    ? CHECKS.filter(({ mappings }) => mappings.some((mapping) => mapping.framework === framework))
    : [];
  const all = [
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

/** One page of organisations by what was stored of their verdicts, and how many the filter leaves. */
export async function listPostures(
  tx: Transaction,
  filter: ComplianceFilter,
): Promise<{ rows: PostureRow[]; found: number }> {
  const sort = filter.sort ?? "status";
  const down = sort.startsWith("-");
  const order = ORDER[sort.replace("-", "") as Sort];
  const offset = ((filter.page ?? 1) - 1) * PAGE_SIZE;
  const rows = await prismaOf(tx).$queryRaw<(PostureRow & { found: number })[]>`
    select p.organisation_id::text as id, coalesce(f.open, 0)::int as "openFindings", p.since,
      (count(*) over ())::int as found
    from postures p join organisations o on o.id = p.organisation_id
    left join (select organisation_id, count(*) as open from findings where status = 'open' group by 1) f
      on f.organisation_id = p.organisation_id
    ${conditions(filter)}
    order by ${raw(order)} ${raw(down ? "desc nulls last" : "asc nulls first")}, o.name, o.id
    limit ${PAGE_SIZE}::int offset ${offset}::int`;
  return {
    rows: rows.map(({ found: _found, ...row }) => row),
    found: rows[0]?.found ?? (offset > 0 ? (await listPostures(tx, { ...filter, page: 1 })).found : 0),
  };
}
