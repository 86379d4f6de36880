import { createHash, randomBytes, randomUUID } from "node:crypto";
import type pg from "pg";
import { buildSystemContext } from "../lib/server/build-context";
import { runVerification } from "../lib/services/watch/run-verification";
import { principalId } from "../sandbox/seed/directory";
import { APPS, TENANTS } from "../sandbox/seed/names";
import { type ChangeRun, inOrg, openChangeLog, type WithId } from "./change-log";
import { changeSetUp, type Plan } from "./changes-of-setup";
import type { Browser, TestConsole } from "./console";

const REASON = "Agreed with the security office until the move is over.";

/** Every change that the console takes, once, in an order in which each finds what it needs. */
export async function runEveryChange(running: TestConsole, owner: pg.Client): Promise<ChangeRun> {
  const log = await openChangeLog(running, owner);
  const { done, change, one, userOf, browserOf, org, people } = log;
  const { fay, operator, leader } = people;
  const look = async () => runVerification(await buildSystemContext(org));
  await changeSetUp(log);

  // The organisation itself.
  const view = (await (await running.call("GET", `/api/v1/orgs/${org}`, { browser: fay })).json()) as WithId;
  await change("PATCH", inOrg(""), {
    body: { ...view, adobeCredential: undefined, name: "Fabrikam Care AG" },
  });
  await change("POST", inOrg("/connection-test"));
  await change("POST", inOrg("/verifications"));
  await look();
  const rotation = { action: "rotate" };
  const kept = await change<Plan>("POST", inOrg("/setup/{part}/key-life/plan"), { body: rotation });
  await change("POST", inOrg("/setup/{part}/key-life/apply"), {
    body: { ...rotation, planHash: kept.plan?.hash, confirmation: "adobe-cmk" },
  });
  // The watching identity loses what it sees with, and is given it again.
  const clavis = principalId(APPS.clavis, TENANTS.fabrikam);
  const { state } = running.sandbox.world;
  state.roleAssignments = state.roleAssignments.filter(({ principalId: holder }) => holder !== clavis);
  await change("POST", inOrg("/verifications"));
  await look();
  const rights = await change<Plan>("POST", inOrg("/reading-rights/{part}/plan"));
  await change("POST", inOrg("/reading-rights/{part}/apply"), { body: { planHash: rights.plan?.hash } });
  await change("POST", "/api/v1/orgs", {
    who: operator,
    body: {
      name: "New",
      imsOrgId: `${"C".repeat(24)}@AdobeOrg`,
      region: "va7",
      shield: "healthcare",
      cjaBought: false,
      azureTenantId: randomUUID(),
      azureSubscriptionId: randomUUID(),
    },
  });

  // Watching.
  const asked = { part: "aep", check: "KEY-06", owner: "CISO", reason: REASON, days: 5 };
  const first = await change<WithId>("POST", inOrg("/exceptions"), { body: asked });
  await change("POST", inOrg("/exceptions/{exception}/decision"), {
    who: leader,
    params: { exception: first.id },
    body: { approve: true },
  });
  await change("DELETE", inOrg("/exceptions/{exception}"), { params: { exception: first.id } });
  const settings = {
    minSeverity: "low",
    locale: "en",
    timeZone: "UTC",
    digestAt: null,
    quietFrom: null,
    quietTo: null,
  };
  const { channel } = await change<{ channel: WithId }>("POST", inOrg("/channels"), {
    body: {
      ...settings,
      kind: "slack",
      name: "Ops",
      address: "https://hooks.slack.com/services/T000/B000/abc",
    },
  });
  const itself = { params: { channel: channel?.id } };
  await change("POST", inOrg("/channels/{channel}/test"), itself);
  const { revision: now } = await one<WithId>("select revision from channels where id = $1", [channel?.id]);
  await change("PATCH", inOrg("/channels/{channel}"), {
    ...itself,
    body: { ...settings, name: "Ops 2", enabled: true, revision: now },
  });
  await change("DELETE", inOrg("/channels/{channel}"), itself);
  const calendar = await change<{ feed: WithId }>("POST", inOrg("/calendars"));
  await change("DELETE", inOrg("/calendars/{calendar}"), {
    params: { calendar: calendar.feed?.id },
  });
  const feed = await one<{ revision: number; made: Date | null }>(
    "select revision, address_made_at as made from event_feeds where organisation_id = $1",
    [org],
  );
  const ids = { consumerOrgId: "1", projectId: "2", workspaceId: "3", registrationId: "4" };
  await change("PUT", inOrg("/event-feed"), { body: { ...ids, revision: feed?.revision ?? 0 } });
  await change("POST", inOrg("/event-feed/address"), {
    body: { replaces: feed?.made?.toISOString() ?? null },
  });
  await change("POST", inOrg("/evidence"), { body: {} });

  // Talking.
  const note = await change<WithId>("POST", inOrg("/notes"), { body: { text: "Hello" } });
  const its = { params: { note: note.id } };
  await change("PATCH", inOrg("/notes/{note}"), {
    ...its,
    body: { text: "Hello again", revision: note.revision },
  });
  await change("DELETE", inOrg("/notes/{note}"), its);
  const question = await change<WithId>("POST", inOrg("/questions"), {
    body: { text: "Who?", team: "support" },
  });
  await change("POST", inOrg("/questions/{question}"), {
    params: { question: question.id },
    body: { action: "take", revision: question.revision },
  });

  // People.
  await change("POST", inOrg("/members"), { body: { upn: "new@fabrikam.example", role: "leader" } });
  const { id: invitation } = await one<WithId>(
    "select id from invitations where upn = 'new@fabrikam.example'",
  );
  await change("DELETE", inOrg("/invitations/{invitation}"), { params: { invitation } });
  await change("POST", "/api/v1/people/invitations", {
    who: operator,
    body: { upn: "everywhere@contoso.example", role: "leader" },
  });
  const wide = await one<WithId>("select id from invitations where upn = 'everywhere@contoso.example'");
  await change("DELETE", "/api/v1/people/invitations/{invitation}", {
    who: operator,
    params: { invitation: wide.id },
  });
  const member = await userOf("admin2@contoso.example");
  await change("PUT", "/api/v1/people/{person}/bindings", {
    who: operator,
    params: { person: member },
    body: { role: "leader", organisations: [org] },
  });
  const theirs = { params: { member } };
  await change("PATCH", inOrg("/members/{member}"), { ...theirs, body: { role: "support" } });
  await change("DELETE", inOrg("/members/{member}/sessions"), theirs);
  await change("DELETE", inOrg("/members/{member}"), theirs);
  const person = await userOf("support@contoso.example");
  for (let times = 0; times < 2; times += 1) await browserOf("support@contoso.example");
  const { id: session } = await one<WithId>("select id from sessions where user_id = $1 limit 1", [person]);
  const them = { who: operator, params: { person, session } };
  await change("DELETE", "/api/v1/people/{person}/sessions/{session}", them);
  await change("DELETE", "/api/v1/people/{person}/sessions", them);

  // Oneself.
  await change("PATCH", "/api/v1/me/preferences", { body: { timeZone: "Asia/Tokyo" } });
  const token = await change<{ token: WithId }>("POST", "/api/v1/me/tokens", {
    body: { name: "CI", permissions: ["audit.read"], organisations: [], days: 3 },
  });
  await change("DELETE", "/api/v1/me/tokens/{token}", { params: { token: token.token?.id } });
  for (let times = 0; times < 2; times += 1) await browserOf("leader@contoso.example");
  const own = await one<WithId>(
    "select id from sessions where user_id = $1 and ended_at is null order by created_at desc limit 1",
    [await userOf("leader@contoso.example")],
  );
  await change("DELETE", "/api/v1/me/sessions/{session}", { who: leader, params: { session: own.id } });
  await change("DELETE", "/api/v1/me/sessions", { who: leader });
  const wish = { cadence: "weekly", weekday: 1, hour: 7, timeZone: "UTC", locale: "en" };
  await change("PUT", "/api/v1/me/report-schedule", { who: leader, body: wish });
  await change("DELETE", "/api/v1/me/report-schedule", { who: leader });
  await change("PUT", "/api/v1/me/report-schedule", { who: leader, body: wish });
  const ending = randomBytes(32).toString("base64url");
  await owner.query(
    `insert into report_sends (id, schedule_id, user_id, period, token_hash, created_at)
     select $1, id, user_id, now(), $2, now() from report_schedules`,
    [randomUUID(), createHash("sha256").update(ending).digest("hex")],
  );
  await change("POST", "/api/v1/report-schedule/end", { who: new Map(), body: { token: ending } });
  const link = await change<{ link?: WithId; id?: string }>("POST", "/api/v1/status-links", {
    who: leader,
    body: { title: "For the board", organisations: [org], sections: [], days: 3 },
  });
  await change("DELETE", "/api/v1/status-links/{link}", {
    who: leader,
    params: { link: link.link?.id ?? link.id ?? "" },
  });

  const revisionAt = async (path: string, browser: Browser) => {
    const answer = await running.call("GET", `${path.replace("{org}", org)}/settings`, { browser });
    return ((await answer.json()) as { chain: { revision: number } }).chain.revision;
  };
  // The log itself: an organisation's, and that of what belongs to none.
  for (const [path, who] of [
    ["/api/v1/orgs/{org}/audit", fay],
    ["/api/v1/audit", operator],
  ] as const) {
    await change("PUT", `${path}/retention`, {
      who,
      body: { retentionDays: 400, revision: await revisionAt(path, who) },
    });
    await change("POST", `${path}/verify`, { who });
    const { stream } = await change<{ stream: WithId }>("POST", `${path}/streams`, {
      who,
      body: { kind: "webhook", name: "SIEM", address: "https://siem.contoso.example/in", from: "now" },
    });
    const params = { stream: stream?.id };
    await change("POST", `${path}/streams/{stream}/test`, { who, params });
    const { revision: at } = await one<WithId>("select revision from audit_streams where id = $1", [
      stream?.id,
    ]);
    await change("PATCH", `${path}/streams/{stream}`, {
      who,
      params,
      body: { name: "S", enabled: false, revision: at },
    });
    await change("DELETE", `${path}/streams/{stream}`, { who, params });
  }
  const saved = await change<WithId>("POST", "/api/v1/audit/views", { body: { name: "Mine", filter: {} } });
  await change("PATCH", "/api/v1/audit/views/{view}", { params: { view: saved.id }, body: { name: "Ours" } });
  await change("DELETE", "/api/v1/audit/views/{view}", { params: { view: saved.id } });

  const alert = randomUUID();
  await owner.query(
    `insert into alerts (id, organisation_id, source, kind, part, severity, failure_class, opened_at)
     values ($1, $2, 'finding', 'KEY-06', 'aep', 'high', 'hygiene', now())`,
    [alert, org],
  );
  await change("POST", inOrg("/alerts/{alert}/actions"), {
    params: { alert },
    body: { action: "comment", text: "Looking", revision: 1 },
  });
  await change("POST", "/api/auth/sign-out");
  return done;
}
