import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { copySeen } from "./copy-seen";
import { countRows, grownSince } from "./count-rows";
import type { Command, Usage } from "./worker-process";

/** Watched and bare take turns, so that what else the machine does falls on both. */
const ROUNDS = 4;
/** A fair share of as many bare calls as the looks made: what they cost grows with their number. */
const MOST_BARE_CALLS = 8000;
/** A fleet in which no look ends for so long is not watched. */
const STUCK_MS = 180_000;

export type Fleet = {
  owner: pg.Client;
  ask(command: Command): Promise<Usage>;
  /** Requests that the vendors were sent up to now. */
  asked(): Promise<number>;
  size: number;
  customers: number;
  atOnce: number;
  /** How often the whole fleet is looked at: what is kept of it is kept after the first time. */
  passes: number;
};
export type Watched = { watched: Usage; bare: Usage; rowsPerLook: number };

const NONE: Usage = { wallS: 0, cpuS: 0, peakMb: 0, heldMb: 0 };
const plus = (one: Usage, other: Usage, share = 1): Usage => ({
  wallS: one.wallS + other.wallS * share,
  cpuS: one.cpuS + other.cpuS * share,
  peakMb: Math.max(one.peakMb, other.peakMb),
  heldMb: other.heldMb,
});

/** Lets a worker watch until `wanted` organisations were looked at, and says what it took. */
async function watchUntil({ owner, ask }: Fleet, column: string, wanted: number): Promise<Usage> {
  const since = new Date();
  await ask({ do: "start-watching" });
  for (let [seen, movedAt] = [0, Date.now()]; seen < wanted; await sleep(100)) {
    const { rows } = await owner.query<{ n: number }>(
      `select count(*)::int as n from watches where ${column} >= $1`,
      [since],
    );
    const now = rows[0]?.n ?? 0;
    if (now > seen) [seen, movedAt] = [now, Date.now()];
    if (Date.now() - movedAt > STUCK_MS) throw new Error(`${seen} of ${wanted} looks ended, then none.`);
  }
  return ask({ do: "stop" });
}

/** Everything of one organisation of each customer is looked at; it holds for the customer's others. */
async function seeOnce(fleet: Fleet): Promise<void> {
  const { wallS } = await watchUntil(fleet, "last_full_at", fleet.customers);
  console.log(`Everything of one organisation of each customer was seen in ${wallS.toFixed(1)} s.`);
  await copySeen(fleet.owner);
  await fleet.owner.query(
    `create temp table rounds as select organisation_id, ntile(${ROUNDS}) over (order by organisation_id) as round
     from watches where organisation_id in (select organisation_id from check_standings)`,
  );
}

/** Looks at the whole fleet, in which nothing changed, a quarter at a time, and makes bare calls in between. */
export async function watchInRounds(fleet: Fleet): Promise<Watched> {
  const { owner, ask, asked, atOnce, size, passes } = fleet;
  await seeOnce(fleet);
  const before = await countRows(owner);
  let [watched, bare, calls] = [NONE, NONE, 0];
  for (let turn = 0; turn < ROUNDS * passes; turn++) {
    const round = (turn % ROUNDS) + 1;
    const { rowCount } = await owner.query(
      "update watches set critical_due_at = now() where organisation_id in (select organisation_id from rounds where round = $1)",
      [round],
    );
    const from = await asked();
    const look = await watchUntil(fleet, "last_critical_at", rowCount ?? 0);
    const made = (await asked()) - from;
    const sample = Math.min(made, MOST_BARE_CALLS);
    const call = await ask({ do: "bare", calls: sample, atOnce });
    watched = plus(watched, look);
    bare = plus(bare, call, made / sample);
    calls += made;
    console.log(
      `Quarter ${turn + 1}: ${rowCount} looks, ${made} calls in ${look.wallS.toFixed(1)} s, ${look.cpuS.toFixed(1)} s of CPU, at most ${Math.round(look.peakMb)} MB, ${Math.round(look.heldMb)} MB held. Bare: ${((call.wallS * made) / sample).toFixed(1)} s, ${((call.cpuS * made) / sample).toFixed(1)} s of CPU.`,
    );
  }
  const after = await countRows(owner);
  const grown = grownSince(before, after);
  for (const { name, more } of grown) console.log(`${name}: ${more} rows more`);
  const rowsPerLook = grown.reduce((sum, { more }) => sum + more, 0) / (size * passes);
  const moved = (after.updated - before.updated) / (size * passes);
  const { rows: open } = await owner.query<{ n: number }>("select count(*)::int as n from alerts");
  console.log(
    `${calls} calls. Per unchanged look: ${rowsPerLook.toFixed(3)} rows added, ${moved.toFixed(1)} moved on in time. Alerts: ${open[0]?.n}.`,
  );
  return { watched, bare, rowsPerLook };
}
