import type * as timers from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { buildSystemContext } from "@/lib/server/build-context";
import { startTestConsole, type TestConsole } from "@/test/console";
import { addFault } from "@/test/faults";
import { watchOrganisation } from "./watch-organisation";

/** How much faster than a real clock everything waits: Clavis between attempts and for answers, the sandbox with them. */
const SPEED = vi.hoisted(() => 100);
vi.mock("node:timers/promises", async (original) => {
  const real = await original<typeof timers>();
  const setTimeout = (ms?: number, ...rest: never[]) => real.setTimeout((ms ?? 0) / SPEED, ...rest);
  return { ...real, setTimeout };
});

const INTERVALS = { critical: 300, full: 3600 };
const HOURS = 1000;
const HOURS_A_LOOK = 3;
const HOUR_MS = 3_600_000;

let running: TestConsole;
let owner: pg.Client;
let org: string;
/** The hour of the simulation: it ends now, as the sandbox's own dates are of now. */
let hour = 0;
const began = Date.now() - HOURS * HOUR_MS;

beforeAll(async () => {
  running = await startTestConsole();
  owner = new pg.Client({ connectionString: running.ownerUrl });
  await owner.connect();
  await owner.query("set clavis.organisations = '*'");
  const { rows } = await owner.query("select id::text from organisations where name like 'Fabrikam%'");
  org = rows[0].id;
}, 120_000);
afterAll(async () => {
  await owner?.end();
  await running?.stop();
});

async function look(kind: "critical" | "full" = "critical"): Promise<void> {
  const now = () => new Date(began + hour * HOUR_MS);
  await watchOrganisation({ ...(await buildSystemContext(org)), now }, kind, INTERVALS);
}
const rows = async (sql: string) => (await owner.query(sql)).rows;
/** What people would see of it. */
const told = () =>
  rows(`select 'alert ' || kind as what from alerts union all select 'finding ' || part || ' ' || check_id || ' ' || status from findings
    union all select 'event ' || kind from finding_events union all select 'message' from deliveries order by 1`);

let seed = 11;
function random(): number {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return seed / 2147483648;
}
const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

const HOSTS = [
  "management.azure.com",
  "*.vault.azure.net",
  "graph.microsoft.com",
  "platform.adobe.io",
  "ims-na1.adobelogin.com",
];
const FAULTS = [
  { kind: "status", status: 429, headers: { "retry-after": "1" } },
  { kind: "status", status: 429, headers: { "retry-after": "3600" } },
  { kind: "status", status: 429, headers: {} },
  { kind: "status", status: 500 },
  { kind: "status", status: 502, body: "<html>Bad gateway</html>" },
  { kind: "status", status: 503, headers: { "retry-after": "2" } },
  { kind: "status", status: 504 },
  { kind: "delay", delayMs: 3000 },
  { kind: "delay", delayMs: 90_000 },
  { kind: "cut" },
  { kind: "garbage" },
] as const;

/** Each vendor's service has trouble of its own in four of ten looks, for a few calls or for all. */
function makeNoise(): void {
  running.sandbox.world.state.faults = [];
  for (const host of HOSTS) {
    if (random() >= 0.4) continue;
    const fault = one(FAULTS);
    const remaining = fault.kind === "delay" ? one([1, 2]) : one([1, 2, 5, null]);
    addFault(running.sandbox, { ...fault, host, remaining });
  }
}

test("a thousand hours of throttled, slow, failing and cut-off vendors are no alarm, and hide no loss", async () => {
  await look("full");
  hour += 1;
  await look("full");
  const before = await told();
  expect(before).not.toContainEqual({ what: "message" });
  const limit = AbortSignal.timeout.bind(AbortSignal);
  vi.spyOn(AbortSignal, "timeout").mockImplementation((ms) => limit(Math.ceil(ms / SPEED)));
  const asked = running.sandbox.log.since(0).at(-1)?.id ?? 0;

  let troubled = 0;
  for (; hour < HOURS; hour += HOURS_A_LOOK) {
    makeNoise();
    troubled += running.sandbox.world.state.faults.length > 0 ? 1 : 0;
    await look(random() < 0.1 ? "full" : "critical");
  }
  expect(troubled).toBeGreaterThan(250);
  expect(running.sandbox.log.since(asked).length).toBeGreaterThan(HOURS / HOURS_A_LOOK);
  expect(await told()).toEqual(before);

  for (const key of running.sandbox.world.state.keys.filter(
    ({ vaultName }) => vaultName === "kv-fabrikam-aep",
  ))
    for (const version of key.versions) version.enabled = false;
  const lost = () => rows("select 1 from alerts where kind = 'KEY-04' and status = 'open'");
  let looks = 0;
  for (; (await lost()).length === 0 && looks < 40; looks += 1) {
    hour += 1 / 12;
    makeNoise();
    await look();
  }
  expect(looks).toBeLessThan(40);
  expect(
    await rows("select check_id, failure_class::text as class from findings where check_id = 'KEY-04'"),
  ).toEqual([{ check_id: "KEY-04", class: "purge" }]);
  const alerts = await rows("select kind from alerts");
  expect(alerts.filter(({ kind }) => !before.some(({ what }) => what === `alert ${kind}`))).toEqual([
    { kind: "KEY-04" },
  ]);
}, 400_000);
