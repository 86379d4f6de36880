import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ORGANISATION_EXPORT_NAMES } from "@/lib/cmk/exports/export-tables";
import { appendAudit } from "@/lib/db/audit";
import { newId } from "@/lib/db/new-id";
import { grantScope } from "@/lib/db/scope";
import { withScope } from "@/lib/db/transaction";
import { readZip } from "@/scripts/verify-evidence/read-zip.mjs";
import { takePack, useTestSigningKey } from "@/test/evidence";
import { type Fabrikam, startFabrikam } from "@/test/fabrikam";
import { readPdf } from "@/test/read-pdf";
import { withoutSecrets } from "./masking";

useTestSigningKey();
let fabrikam: Fabrikam;
let running: Fabrikam["running"];
let owner: Fabrikam["owner"];
let admin: Fabrikam["admin"];
let org: string;

beforeAll(async () => {
  fabrikam = await startFabrikam();
  ({ running, owner, admin, org } = fabrikam);
}, 120_000);
afterAll(() => fabrikam?.stop());

/** Letters and digits that occur nowhere else, so that any trace of a secret is found. */
const core = fc.stringMatching(/^[A-Za-z0-9]{32,48}$/);

/** A secret as texts hold it, and the part of it that must not come out. */
const secret = core.chain((value) =>
  fc.constantFrom<{ text: string; value: string }>(
    { text: `${value.slice(0, 3)}8Q~${value.slice(3)}`, value: value.slice(3, 30) },
    { text: `p8e-${value}`, value },
    {
      text: `eyJ${value.slice(0, 12)}.${value.slice(12, 24)}.${value.slice(24)}`,
      value: value.slice(12, 24),
    },
    { text: `Authorization: Bearer ${value}`, value },
    { text: `postgresql://clavis_app:${value}@db.internal:5432/clavis`, value },
    { text: `amqps://user:${value}@mq.example/x`, value },
    { text: `DefaultEndpointsProtocol=https;AccountName=a;AccountKey=${value};EndpointSuffix=x`, value },
    { text: `Endpoint=sb://a.servicebus.windows.net/;SharedAccessKeyName=n;SharedAccessKey=${value}`, value },
    { text: `https://a.blob.core.windows.net/c?sv=1&sig=${value}`, value },
    { text: `client_secret=${value}&grant_type=client_credentials`, value },
    { text: `{"client_secret":"${value}"}`, value },
    { text: `{\\"access_token\\":\\"${value}\\"}`, value },
    { text: `password: ${value}`, value },
    { text: `https://hooks.slack.com/services/T0/B0/${value}`, value },
    { text: `Set-Cookie: clavis=${value}; Path=/`, value },
    { text: `-----BEGIN PRIVATE KEY-----\n${value}\n-----END PRIVATE KEY-----`, value },
  ),
);

describe("values of any shape", () => {
  test("come out without what was hidden in them", () => {
    fc.assert(
      fc.property(
        secret,
        fc.string(),
        fc.constantFrom("message", "text", "observed", "x"),
        (hidden, more, name) => {
          const value = {
            [name]: [`${more} ${hidden.text}`, { deep: { list: [hidden.text] } }],
            at: new Date(0),
            n: 7n,
          };
          expect(JSON.stringify(withoutSecrets(value))).not.toContain(hidden.value);
        },
      ),
      { numRuns: 400 },
    );
  });
  test("come out without fields that are named like secrets", () => {
    fc.assert(
      fc.property(
        core,
        fc.constantFrom("clientSecret", "accessToken", "password", "privateKey", "cookie"),
        (value, name) => {
          expect(JSON.stringify(withoutSecrets({ a: { [name]: value } }))).not.toContain(value);
        },
      ),
    );
  });
});

/** Writes a text wherever people, vendors or Clavis can have left one, past everything that would strip it. */
async function plant(text: string): Promise<void> {
  const failure = {
    kind: "refused",
    vendor: "azure",
    status: 403,
    code: "X",
    message: text,
    requestId: text,
    retryable: false,
    retryAfterSeconds: null,
  };
  const at = new Date();
  await owner.query(
    "update observations set facts = $2 where organisation_id = $1 and part = 'cja' and subject = 'key'",
    [org, { failure }],
  );
  await owner.query(
    "insert into observations (id, organisation_id, part, subject, facts, hash, source, first_observed_at, last_observed_at, newest) values ($1, $2, 'aep', 'directoryRoles', $3, 'x', 'graph', $4, $4, false)",
    [newId(), org, { failure }, at],
  );
  await owner.query(
    "insert into attempts (id, organisation_id, part, step, status, plan_hash, plan, idempotency_key, started_by_name, started_at, heartbeat_at, ended_at, outcome) values ($1, $2, 'aep', 'vault', 'failed', 'h', '{}', $3, 'Ada', $4, $4, $4, $5)",
    [newId(), org, newId(), at, { kind: "failed", failure }],
  );
  await owner.query(
    "insert into statements (id, organisation_id, part, step, reference, text, stated_by_name) values ($1, $2, 'cja', 'ticket', $3, $3, 'Ada')",
    [newId(), org, text],
  );
  await owner.query(
    "insert into vendor_answers (id, organisation_id, part, at, vendor, method, address, status, body, truncated, hash) values ($1, $2, 'aep', $3, 'azure', 'GET', $4, 200, $5, false, 'h')",
    [newId(), org, at, `https://management.azure.com/${newId()}`, text],
  );
  const finding = newId();
  await owner.query(
    "insert into findings (id, organisation_id, part, check_id, status, severity, failure_class, observed, opened_at, closed_at) values ($1, $2, 'aep', 'VLT-01', 'closed', 'high', 'purge', $3, $4, $4)",
    [finding, org, text, at],
  );
  const alert = newId();
  await owner.query(
    "insert into alerts (id, organisation_id, source, kind, part, severity, failure_class, status, params, opened_at, resolved_at) values ($1, $2, 'finding', 'VLT-01', 'aep', 'high', 'purge', 'resolved', $3, $4, $4)",
    [alert, org, { observed: text }, at],
  );
  await owner.query(
    "insert into alert_comments (id, organisation_id, alert_id, at, author_name, kind, text) values ($1, $2, $3, $4, 'Ada', 'comment', $5)",
    [newId(), org, alert, at, text],
  );
  await withScope(grantScope({ organisations: [org], userId: null }), (tx) =>
    appendAudit(tx, {
      organisationId: org,
      at,
      actor: { kind: "system", name: "Clavis" },
      action: "choice.saved",
      subject: text.slice(0, 400),
      after: { note: text },
      correlationId: "c",
    }),
  );
}

/** Everything that can be taken out of the console, as one text. */
async function takeAll(): Promise<string> {
  const texts: string[] = [];
  for (const mask of [false, true]) {
    const { zip } = await takePack(running, admin, org, { mask });
    texts.push(
      zip.toString("utf8"),
      (await readPdf(readZip(zip).get("summary.pdf") ?? new Uint8Array())).text,
    );
  }
  for (const query of ["for=adobe", "for=microsoft", "for=adobe&mask=on"]) {
    const answer = await running.call("GET", `/api/v1/orgs/${org}/support-bundle?${query}`, {
      browser: admin,
    });
    expect(answer.status).toBe(200);
    texts.push(await answer.text());
  }
  for (const table of ORGANISATION_EXPORT_NAMES)
    for (const format of ["csv", "json"]) {
      const path = `/api/v1/orgs/${org}/exports/${table}?format=${format}`;
      texts.push(await (await running.call("GET", path, { browser: admin })).text());
    }
  return texts.join("\n");
}

describe("secrets that were planted everywhere", () => {
  test("are in no pack, no bundle and no export", async () => {
    const planted = fc.sample(secret, 24);
    const mark = "a-harmless-mark";
    for (const { text } of planted) await plant(`${mark} ${text}`);
    const all = await takeAll();
    expect(all.split(mark).length).toBeGreaterThan(100); // what was planted did come along, without its secrets
    for (const { text, value } of planted) expect([text, all.includes(value)]).toEqual([text, false]);
    const { rows } = await owner.query(
      "select encode(ciphertext, 'base64') as sealed from secrets where organisation_id = $1",
      [org],
    );
    for (const { sealed } of rows) expect(all).not.toContain(String(sealed).slice(0, 24));
  }, 240_000);
});

describe("a support bundle", () => {
  const take = (query: string, browser = admin) =>
    running.call("GET", `/api/v1/orgs/${org}/support-bundle?${query}`, { browser });

  test("says whom it is for, what the vendor needs, and in the trail that it was taken", async () => {
    const adobe = (await (await take("for=adobe")).json()) as {
      text: string;
      for: string;
      organisation: { imsOrgId: string };
    };
    expect(adobe.text).toContain(adobe.organisation.imsOrgId);
    expect(adobe.text).toContain("key identifier");
    const microsoft = (await (await take("for=microsoft")).json()) as { text: string };
    expect(microsoft.text).toContain("Azure subscription: ");
    const trail = await running.call("GET", `/api/v1/orgs/${org}/audit?action=support-bundle.made`, {
      browser: admin,
    });
    const { rows } = (await trail.json()) as { rows: { after: object }[] };
    expect(rows.map(({ after }) => after)).toContainEqual({ for: "microsoft", masked: false });
  });

  test("masks ids when that is asked, the same id the same way", async () => {
    const text = await (await take("for=microsoft&mask=on")).text();
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i);
    const tenant = (JSON.parse(text) as { organisation: { azureTenantId: string } }).organisation
      .azureTenantId;
    expect(text).toContain(`Microsoft Entra tenant: ${tenant}`);
  });

  test("is not for leaders, nor for another organisation's people", async () => {
    const leader = (await running.signIn("leader@contoso.example")).browser;
    const other = (await running.signIn("admin@contoso.example")).browser;
    expect([(await take("for=adobe", leader)).status, (await take("for=adobe", other)).status]).toEqual([
      403, 404,
    ]);
  });
});
