import "server-only";
import { database } from "./client";
import { sha256 } from "./json";
import { reaching } from "./unavailable";

export type RateLimit = { most: number; seconds: number };

/**
 * Counts one more of what `name` stands for (kept as a hash), shared by all servers. Returns 0 while there were at
 * most `most` within the span, and afterwards how many seconds are left of it. Needs no scope.
 */
export async function takeTurn(name: string, { most, seconds }: RateLimit, at: Date): Promise<number> {
  const asked = database().pool.query<{ taken: number; ends_at: Date }>({
    name: "take-turn",
    text: `insert into rate_limits as known (key, taken, ends_at) values ($1, 1, $2::timestamptz + $3 * interval '1 second')
      on conflict (key) do update set
        taken = case when known.ends_at <= $2::timestamptz then 1 else known.taken + 1 end,
        ends_at = case when known.ends_at <= $2::timestamptz then excluded.ends_at else known.ends_at end
      returning taken, ends_at`,
    values: [sha256(name), at.toISOString(), seconds],
  });
  const [row] = (await reaching(asked)).rows;
  if (!row || row.taken <= most) return 0;
  return Math.max(1, Math.ceil((row.ends_at.getTime() - at.getTime()) / 1000));
}

/** Forgets spans that ended before this time. */
export async function deleteOldRateLimits(before: Date): Promise<number> {
  return (await database().prisma.rateLimit.deleteMany({ where: { endsAt: { lt: before } } })).count;
}
