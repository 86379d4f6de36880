import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { VerificationView } from "@/lib/cmk/checks/check-views";
import type { RightsPlanView, RightsView } from "@/lib/cmk/watcher/views";
import { buildSystemContext } from "@/lib/server/build-context";
import { APPS, TENANTS } from "@/sandbox/seed/names";
import { type Fabrikam, startFabrikam } from "@/test/fabrikam";
import { watchOrganisation } from "./watch-organisation";

/**
 * A permission of Microsoft Graph is an Entra administrator's to give, and sits in the token: over the sandbox's real
 * HTTP, from "it needs Application.Read.All" through the consent page to a check that is known again.
 */

const INTERVALS = { critical: 300, full: 3600 };
const RIGHT = "Application.Read.All";
const MINUTES = 60_000;

let fabrikam: Fabrikam;
let org: string;

beforeAll(async () => {
  fabrikam = await startFabrikam();
  ({ org } = fabrikam);
  await watch();
}, 120_000);
afterAll(async () => {
  vi.useRealTimers();
  await fabrikam?.stop();
});

async function watch(): Promise<void> {
  await watchOrganisation(await buildSystemContext(org), "full", INTERVALS);
}
async function get<T>(path: string): Promise<T> {
  const { running, admin } = fabrikam;
  return (await (await running.call("GET", `/api/v1/orgs/${org}/${path}`, { browser: admin })).json()) as T;
}
async function check(id: string) {
  const { parts } = await get<VerificationView>("verification");
  return parts[0]?.rows.find((row) => row.check === id);
}
async function consent(): Promise<RightsPlanView["consent"]> {
  const { running, admin } = fabrikam;
  const answer = await running.call("POST", `/api/v1/orgs/${org}/reading-rights/aep/plan`, {
    browser: admin,
  });
  return ((await answer.json()) as RightsPlanView).consent;
}
function grantsOfClavis(): string[] {
  const { servicePrincipals } = fabrikam.running.sandbox.world.state;
  const clavis = servicePrincipals.find(
    ({ appId, tenantId }) => appId === APPS.clavis && tenantId === TENANTS.fabrikam,
  );
  if (!clavis) throw new Error("Clavis is not in the directory.");
  return clavis.graphAppRoles;
}
/** Tokens are as old as this from now on; the sandbox's are good for an hour. So is a session. */
async function passes(milliseconds: number): Promise<void> {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + milliseconds });
  fabrikam.admin = (await fabrikam.running.signIn("admin@fabrikam.example")).browser;
}
async function accept(url: string, upn: string): Promise<Response> {
  const account = fabrikam.running.sandbox.world.state.accounts.find((one) => one.upn === upn)?.objectId;
  const body = new URLSearchParams({ account: account ?? "", consent: "accept" });
  return fetch(url, { method: "POST", body, redirect: "manual" });
}

test("the permission is taken away: unknown, with its name and who consents, and nothing is an alarm", async () => {
  expect((await check("ID-01"))?.state).toBe("pass");
  expect(await consent()).toBeNull();
  grantsOfClavis().splice(0);
  await passes(61 * MINUTES);
  await watch();
  expect(await check("ID-01")).toMatchObject({ state: "unknown", lacks: RIGHT });
  expect((await get<RightsView>("reading-rights")).parts[0]?.lacks).toContainEqual(
    expect.objectContaining({ right: RIGHT, way: "consent", checks: expect.arrayContaining(["ID-01"]) }),
  );
  const { rows } = await fabrikam.owner.query(
    "select count(*)::int as open from alerts where organisation_id = $1",
    [org],
  );
  expect(rows[0].open).toBe(0);
});

test("the plan hands consent over: Entra's page of the vault's tenant, and every form of script", async () => {
  const handed = await consent();
  expect(handed?.permissions).toContain(RIGHT);
  expect(handed?.url).toContain(`/${TENANTS.fabrikam}/adminconsent?client_id=${APPS.clavis}`);
  for (const format of ["az", "powershell", "bicep", "terraform", "portal"] as const)
    expect([format, handed?.scripts[format]]).toEqual([format, expect.stringContaining(RIGHT)]);
});

test("whoever is of another directory consents to nothing here", async () => {
  const { url } = (await consent()) ?? {};
  const answer = await accept(url ?? "", "admin@contoso.example");
  expect(await answer.text()).toContain("AADSTS50020");
  expect(grantsOfClavis()).toEqual([]);
});

test("an Entra administrator consents: the very next look has a token that says so", async () => {
  const { url } = (await consent()) ?? {};
  const back = (await accept(url ?? "", "admin@fabrikam.example")).headers.get("location") ?? "";
  const landed = await fabrikam.running.call("GET", new URL(back).pathname + new URL(back).search);
  expect(landed.headers.get("location")).toMatch(new RegExp(`/organisations/${org}/reading-rights$`));
  expect(grantsOfClavis()).toContain(RIGHT);
  await passes(2 * MINUTES);
  await watch();
  expect((await check("ID-01"))?.state).toBe("pass");
  expect((await get<RightsView>("reading-rights")).parts[0]?.lacks).toEqual([]);
  expect(await consent()).toBeNull();
});
