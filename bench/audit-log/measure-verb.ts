import pg from "pg";
import type { AuditFilter } from "../../lib/cmk/audit/audit-filter";
import { disconnectDatabase } from "../../lib/db/client";
import { grantScope, narrowScope } from "../../lib/db/scope";
import { listAudit, listAuditWidely } from "../../lib/services/audit/list-audit";
import type { OrganisationContext } from "../../lib/services/context";
import { MINE } from "./load-entries";
import { rawPage } from "./raw-page";

const rounds = Number(process.env.BENCH_ROUNDS ?? 40);
const day = (back: number) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);

/** What people ask for: the newest, further back, by kind, person, place, time, words that are rare or everywhere. */
const QUESTIONS: [string, AuditFilter][] = [
  ["newest", {}],
  ["kind of action", { group: "setup" }],
  ["action", { action: "policy.changed" }],
  ["person", { actor: "01900000-0000-7000-9000-000000000007" }],
  ["system", { actor: "system" }],
  ["step", { place: "cja/ticket" }],
  ["part, days", { place: "aep", from: day(3), to: day(1) }],
  ["rare word", { search: "kv-4321" }],
  ["frequent word", { search: "rotated" }],
  ["two words", { search: "kv-432 person 7" }],
  ["beginning of a word", { search: "rota vault" }],
  ["nothing", { search: "zebra" }],
  ["correlation", { correlation: "c4ca4238a0b923820dcc509a6f75849b" }],
];

const everything = grantScope({ organisations: "*", userId: null });
const { scope, organisationId } = narrowScope(everything, MINE);
const actor = {
  kind: "user",
  userId: MINE,
  objectId: "o",
  tenantId: "t",
  name: "Bench",
  roles: ["support"],
} as const;
const shared = {
  correlationId: "bench",
  now: () => new Date(),
  actor: { ...actor, roles: [...actor.roles] },
};
const inOne = { ...shared, scope, organisationId } as unknown as OrganisationContext;
const inAll = { ...shared, scope: everything };

const p95 = (times: number[]) => [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0;
async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

const raw = new pg.Client({ connectionString: process.env.BENCH_OWNER_URL });
await raw.connect();
const verbTimes: number[] = [];
const rawTimes: number[] = [];
for (const [where, list] of [
  ["one organisation", (filter: AuditFilter) => listAudit(inOne, filter)],
  ["all", (filter: AuditFilter) => listAuditWidely(inAll, filter)],
] as const) {
  for (const [name, filter] of QUESTIONS) {
    const chain = where === "all" ? undefined : MINE;
    const first = await list(filter);
    const same = await rawPage(raw, chain, filter);
    if (same.join() !== first.rows.map(({ id }) => id).join())
      throw new Error(`${where}, ${name}: not the same rows`);
    const second = first.next ? { ...filter, cursor: first.next } : null;
    const verb: number[] = [];
    const plain: number[] = [];
    for (let round = 0; round < rounds + 3; round++) {
      // Turn and turn about, so that what else the machine does weighs on both; the first ones warm up.
      for (const asked of second ? [filter, second] : [filter]) {
        const ours = await timed(() => list(asked));
        const theirs = await timed(() => rawPage(raw, chain, asked));
        if (round < 3) continue;
        verb.push(ours);
        plain.push(theirs);
      }
    }
    verbTimes.push(...verb);
    rawTimes.push(...plain);
    console.log(
      `${where}, ${name}: p95 ${p95(verb).toFixed(1)} ms, the same SQL ${p95(plain).toFixed(1)} ms, ratio ${(p95(verb) / p95(plain)).toFixed(2)}`,
    );
  }
}
await raw.end();
await disconnectDatabase();
console.log(`all together: p95 ${p95(verbTimes).toFixed(1)} ms, the same SQL ${p95(rawTimes).toFixed(1)} ms`);
console.log(JSON.stringify({ p95Ratio: Math.round((p95(verbTimes) / p95(rawTimes)) * 100) / 100 }));
process.exit(0);
