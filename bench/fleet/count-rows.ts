import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";

export type Rows = { there: Map<string, number>; updated: number };

/** Rows that there are, counted, and rows that were changed in place, as PostgreSQL's statistics say. */
export async function countRows(owner: pg.Client): Promise<Rows> {
  // What a connection did reaches the statistics a moment later.
  await owner.query("select pg_stat_force_next_flush()");
  await sleep(1500);
  // The place in a log is kept from the first reading on: one row for good, like that of the watch itself.
  const { rows: tables } = await owner.query<{ name: string; updated: number }>(
    `select relname as name, n_tup_upd::float as updated from pg_stat_user_tables
     where schemaname = 'public' and relname not in ('watches', 'log_cursors')`,
  );
  const there = new Map<string, number>();
  for (const { name } of tables) {
    const { rows } = await owner.query<{ n: number }>(
      `select count(*)::int as n from ${owner.escapeIdentifier(name)}`,
    );
    there.set(name, rows[0]?.n ?? 0);
  }
  return { there, updated: tables.reduce((sum, { updated }) => sum + updated, 0) };
}

/** Tables that grew between two counts, and by how many rows. */
export function grownSince(before: Rows, after: Rows): { name: string; more: number }[] {
  return [...after.there]
    .map(([name, rows]) => ({ name, more: rows - (before.there.get(name) ?? 0) }))
    .filter(({ more }) => more !== 0);
}
