import "server-only";
import type { Scope } from "./scope";
import { readOnce } from "./transaction";

/** The first `limit` organisations in scope by name, as the switcher shows them, and how many there are in all. */
export async function listSwitcher(
  scope: Scope,
  limit: number,
): Promise<{ rows: { id: string; name: string }[]; total: number }> {
  const found = await readOnce<{ id: string; name: string; total: string }>(
    scope,
    `select id, name, count(*) over () as total from organisations order by name, id limit ${Math.trunc(limit)}`,
  );
  return { rows: found.map(({ id, name }) => ({ id, name })), total: Number(found[0]?.total ?? 0) };
}
