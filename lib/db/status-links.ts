import "server-only";
import type { StatusSection } from "@/lib/cmk/status-link/sections";
import { MOST_OPENS } from "@/lib/cmk/status-link/status-link";
import { AppError } from "@/lib/errors";
import type { StatusLink as Row } from "./generated/client";
import { sha256 } from "./json";
import { prismaOf, type Transaction } from "./transaction";

/** A status page's link, without its secret, which cannot be had from what is stored. */
export type StatusLink = Omit<Row, "tokenHash" | "sections" | "windowAt" | "windowOpens"> & {
  sections: StatusSection[];
  /** Those of its organisations that are in scope. */
  organisations: { id: string; name: string }[];
};

const WITH = { organisations: { include: { organisation: { select: { id: true, name: true } } } } } as const;
type Full = Row & { organisations: { organisation: { id: string; name: string } }[] };

function fromRow({ tokenHash: _hash, windowAt: _at, windowOpens: _opens, ...row }: Full): StatusLink {
  const organisations = row.organisations
    .map(({ organisation }) => organisation)
    .sort((a, b) => a.name.localeCompare(b.name));
  return { ...row, sections: row.sections as StatusSection[], organisations };
}

export type NewStatusLink = Pick<
  StatusLink,
  "title" | "sections" | "createdBy" | "createdByName" | "createdAt" | "expiresAt"
> & { token: string; organisationIds: readonly string[] };

/** Keeps a link under the hash of its secret. */
export async function createStatusLink(
  tx: Transaction,
  { token, organisationIds, ...link }: NewStatusLink,
): Promise<StatusLink> {
  const prisma = prismaOf(tx);
  const { id } = await prisma.statusLink.create({ data: { ...link, tokenHash: sha256(token) } });
  await prisma.statusLinkOrganisation.createMany({
    data: organisationIds.map((organisationId) => ({ linkId: id, organisationId })),
  });
  return getStatusLink(tx, id);
}

/** One link. Throws NOT_FOUND when it is not the caller's to see. */
export async function getStatusLink(tx: Transaction, id: string): Promise<StatusLink> {
  const row = await prismaOf(tx).statusLink.findUnique({ where: { id }, include: WITH });
  if (!row) throw new AppError("NOT_FOUND", "There is no such link in scope.");
  return fromRow(row);
}

/** The link behind a secret, live or not; null when there is none in scope. */
export async function findStatusLink(tx: Transaction, token: string): Promise<StatusLink | null> {
  const row = await prismaOf(tx).statusLink.findUnique({
    where: { tokenHash: sha256(token) },
    include: WITH,
  });
  return row && fromRow(row);
}

/** Links in scope, newest first: at most 100. */
export async function listStatusLinks(tx: Transaction): Promise<StatusLink[]> {
  const rows = await prismaOf(tx).statusLink.findMany({
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 100,
    include: WITH,
  });
  return rows.map(fromRow);
}

/** How many links of a person open now. */
export function countOpenLinks(tx: Transaction, createdBy: string, at: Date): Promise<number> {
  return prismaOf(tx).statusLink.count({ where: { createdBy, revokedAt: null, expiresAt: { gt: at } } });
}

/** Ends a link at once. False when it does not open any more. */
export async function revokeStatusLink(
  tx: Transaction,
  id: string,
  by: { at: Date; name: string },
): Promise<boolean> {
  const { count } = await prismaOf(tx).statusLink.updateMany({
    where: { id, revokedAt: null, expiresAt: { gt: by.at } },
    data: { revokedAt: by.at, revokedByName: by.name },
  });
  return count > 0;
}

/**
 * Counts one more try at the link behind a secret within its minute. 0: it may open, or there is no such link; else
 * how many seconds are left until it may.
 */
export async function takeOpening(tx: Transaction, token: string, at: Date): Promise<number> {
  const [row] = await prismaOf(tx).$queryRaw<{ window_at: Date; window_opens: number }[]>`
    update status_links set
      window_opens = case when window_at > ${at}::timestamptz - interval '1 minute' then window_opens + 1 else 1 end,
      window_at = case when window_at > ${at}::timestamptz - interval '1 minute' then window_at else ${at}::timestamptz end
    where token_hash = ${sha256(token)} returning window_at, window_opens`;
  if (!row || row.window_opens <= MOST_OPENS) return 0;
  return Math.max(1, Math.ceil((row.window_at.getTime() + 60_000 - at.getTime()) / 1000));
}

/** Counts an opening. `lastOpenedAt`: of the one before; null when this is the first. */
export async function countOpening(
  tx: Transaction,
  id: string,
  at: Date,
): Promise<{ lastOpenedAt: Date | null }> {
  const [row] = await prismaOf(tx).$queryRaw<{ last: Date | null }[]>`
    with before as (select id, last_opened_at as last from status_links where id = ${id}::uuid for update)
    update status_links l set opens = l.opens + 1, last_opened_at = ${at},
      first_opened_at = coalesce(l.first_opened_at, ${at})
    from before where l.id = before.id returning before.last`;
  return { lastOpenedAt: row?.last ?? null };
}
