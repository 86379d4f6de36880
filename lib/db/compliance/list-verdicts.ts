import "server-only";
import type { Verdict } from "@/lib/cmk/compliance";
import { prismaOf, type Transaction } from "../transaction";

type Row = { name: string; verdict: Verdict; since: Date | null; aep: string; cja: string };

/** Every organisation in scope by name, with what was stored of its verdict: at most 200. */
export async function listVerdicts(
  tx: Transaction,
): Promise<{ name: string; verdict: Verdict; since: string | null; parts: [aep: string, cja: string] }[]> {
  const rows = await prismaOf(tx).$queryRaw<Row[]>`
    select o.name, p.verdict, p.since, p.aep_status as aep, p.cja_status as cja
    from postures p join organisations o on o.id = p.organisation_id order by o.name, o.id limit 200`;
  return rows.map(({ since, aep, cja, ...row }) => ({
    ...row,
    since: since?.toISOString() ?? null,
    parts: [aep, cja],
  }));
}
