import "server-only";
import { readCursor, writeCursor } from "./cursor";
import type { Organisation } from "./organisations";
import { prismaOf, type Transaction } from "./transaction";

export type OrganisationQuery = {
  /** Part of the name, the IMS organisation id or the region. */
  search?: string;
  /** These alone. */
  ids?: string[];
  order?: "asc" | "desc";
  cursor?: string;
  limit?: number; // at most 200, 50 unless told
};

/** Organisations in scope by name, a page at a time; `total` counts all that match. */
export async function listOrganisations(
  tx: Transaction,
  { search, ids, order = "asc", cursor, limit = 50 }: OrganisationQuery = {},
): Promise<{ rows: Organisation[]; next: string | null; total: number }> {
  const size = Math.max(1, Math.min(limit, 200));
  const [name = "", id = ""] = cursor ? readCursor(cursor, ["text", "id"]) : [];
  const after = order === "asc" ? "gt" : "lt";
  const term = search?.trim().replace(/[\\%_]/g, "\\$&");
  const matching = term
    ? {
        OR: ["name", "imsOrgId", "region"].map((field) => ({
          [field]: { contains: term, mode: "insensitive" as const },
        })),
      }
    : {};
  const beyond = cursor ? { OR: [{ name: { [after]: name } }, { name, id: { [after]: id } }] } : {};
  const prisma = prismaOf(tx);
  const rows = await prisma.organisation.findMany({
    where: { AND: [matching, beyond, ids ? { id: { in: ids } } : {}] },
    orderBy: [{ name: order }, { id: order }],
    take: size + 1,
  });
  const total = await prisma.organisation.count({ where: matching });
  const page = rows.slice(0, size) as Organisation[];
  const last = page.at(-1);
  return { rows: page, next: rows.length > size && last ? writeCursor([last.name, last.id]) : null, total };
}
