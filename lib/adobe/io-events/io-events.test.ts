import { afterAll, afterEach, beforeAll, describe, expect, it, test } from "vitest";
import { installProxy } from "@/lib/azure/proxy";
import { ADOBE_ORGS, FABRIKAM_FEED } from "@/sandbox/seed/adobe";
import type { Sandbox } from "@/sandbox/start";
import { failureOf } from "@/test/failure-of";
import { addFault } from "@/test/faults";
import { startTestSandbox } from "@/test/sandbox";
import { readValidationUrl } from "./confirm-validation";
import { type AdobeEventsConfig, createAdobeEventsClient } from "./events-client";
import { journalAddress, nextLink } from "./journal-address";
import { mapEventRegistration } from "./map-registration";
import { KEY_PATH, signingKey } from "./signing-keys";

const JOURNAL = "https://events-va6.adobe.io/events/organizations/1/integrations/2/abc";
const FABRIKAM: AdobeEventsConfig = {
  clientId: "fabrikam-clavis-cmk",
  clientSecret: "s8e-fabrikam-sandbox-secret-000002",
  imsOrgId: ADOBE_ORGS.fabrikam,
  imsUrl: "https://ims-na1.adobelogin.com",
  domain: "adobe.io",
};

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  installProxy();
});
afterAll(() => sandbox.stop());
afterEach(() => {
  sandbox.world.state.faults = [];
});
const client = (change: Partial<AdobeEventsConfig> = {}) =>
  createAdobeEventsClient({ ...FABRIKAM, ...change });

describe("addresses", () => {
  it.each([
    "http://events-va6.adobe.io/events/organizations/1/integrations/2/abc",
    "https://events-va6.adobe.io.evil.example/events/organizations/1/integrations/2/abc",
    "https://events-va6.adobe.io@evil.example/events/organizations/1/integrations/2/abc",
    "https://events-va6.adobe.io:8443/events/organizations/1/integrations/2/abc",
    "https://eventsXadobe.io/events/organizations/1/integrations/2/abc",
    "https://events-va6.adobe.io/other/organizations/1",
    "https://169.254.169.254/events/organizations/1/integrations/2/abc",
    "nonsense",
  ])("of a journal are Adobe's alone: %s", (text) => {
    expect(journalAddress(text, "adobe.io")).toBeNull();
  });

  it.each([
    [`</events/organizations/1/integrations/2/abc?since=x>; rel="next"`, `${JOURNAL}?since=x`],
    [`<${JOURNAL}/validate?since=x>; rel="validate", <${JOURNAL}?since=y>; rel=next`, `${JOURNAL}?since=y`],
    [`<https://evil.example/events/organizations/1/x>; rel="next"`, null],
    [`<//evil.example/events/organizations/1/x>; rel="next"`, null],
    [`<${JOURNAL}?since=x>; rel="prev"`, null],
    ["garbage", null],
    [null, null],
  ])("go on as the Link header says, and nowhere else: %s", (header, next) => {
    expect(nextLink(header, new URL(JOURNAL), "adobe.io")).toBe(next);
  });

  it.each([
    "/prod/keys/pub-key-../../x.pem",
    "@evil.example/prod/keys/pub-key-a.pem",
    "//evil.example/prod/keys/pub-key-a.pem",
    "/prod/keys/pub-key-a.pem?x",
    "/prod/keys/pub-key-a.pem\n",
    "/prod/keys/pub-key-.pem",
    "/stage/keys/pub-key-a.pem",
  ])("of a key are keys' alone: %j", async (path) => {
    expect(KEY_PATH.test(path)).toBe(false);
    const asked = sandbox.log.since(0).length;
    expect(await failureOf(signingKey(path))).toMatchObject({ kind: "invalid", code: "KeyPath" });
    expect(sandbox.log.since(0).length).toBe(asked);
  });

  it("of a validation give their two parts", () => {
    const url = "https://csm.adobe.io/csm/registrations/validate?id=a-1&challenge=b-2";
    expect(readValidationUrl(url)).toEqual({ id: "a-1", challenge: "b-2" });
  });
});

test.each([
  [{ webhook_status: "verified", enabled: "true" as never }, "Active"],
  [{ webhook_status: "verified", enabled: false }, "Disabled"],
  [{ webhook_status: "unstable", enabled: true }, "Unstable"],
  [{ status: "Active" }, "Active"],
  [{ status: "DISABLED" }, "Disabled"],
  [{ enabled: true }, "Active"],
  [{ webhook_status: "pending" }, "pending"],
  [{}, "Unknown"],
])("the state of a registration: %j is %s", (answer, status) => {
  const enabled =
    "enabled" in answer && answer.enabled !== undefined ? { enabled: String(answer.enabled) === "true" } : {};
  expect(mapEventRegistration({ ...answer, ...enabled }, "adobe.io").status).toBe(status);
});

test("a journal at an address that is not Adobe's is none", () => {
  const answer = {
    enabled: true,
    _links: { "rel:events": { href: "https://evil.example/events/organizations/1/x" } },
  };
  expect(mapEventRegistration(answer, "adobe.io").journalUrl).toBeNull();
});

describe("Adobe's interfaces", () => {
  it("tell the registration and its journal", async () => {
    const found = await client().getRegistration(FABRIKAM_FEED);
    expect(found).toMatchObject({
      webhookUrl: null,
      journalUrl: expect.stringContaining(FABRIKAM_FEED.registrationId),
    });
    const page = await client().readJournal(found?.journalUrl ?? "");
    expect(page).toMatchObject({
      events: [],
      retryAfterSeconds: 10,
      next: expect.stringContaining("since=0"),
    });
    expect(await client().getRegistration({ ...FABRIKAM_FEED, registrationId: "none" })).toBeNull();
  });

  it.each<[string, Parameters<typeof addFault>[1], object]>([
    [
      "throttled",
      { kind: "status", host: "api.adobe.io", status: 429, headers: { "retry-after": "120" } },
      { kind: "throttled", retryAfterSeconds: 120 },
    ],
    ["down", { kind: "status", host: "api.adobe.io", status: 503 }, { kind: "unavailable", retryable: true }],
    ["cut off", { kind: "cut", host: "api.adobe.io" }, { kind: "unavailable", retryable: true }],
    ["nonsense", { kind: "garbage", host: "api.adobe.io" }, { kind: "nonsense", retryable: false }],
    [
      "a redirect",
      { kind: "status", host: "api.adobe.io", status: 302, headers: { location: "https://evil.example/" } },
      { kind: "nonsense" },
    ],
  ])("that are %s are a typed error", async (_name, fault, expected) => {
    addFault(sandbox, fault);
    expect(await failureOf(client().getRegistration(FABRIKAM_FEED))).toMatchObject({
      vendor: "adobe",
      ...expected,
    });
  });

  it("whose journal answers nonsense are a typed error, not an empty journal", async () => {
    const url = (await client().getRegistration(FABRIKAM_FEED))?.journalUrl ?? "";
    addFault(sandbox, { kind: "garbage", host: "events-va6.adobe.io" });
    expect(await failureOf(client().readJournal(url))).toMatchObject({ kind: "nonsense" });
  });

  it("refuse a wrong secret and another organisation", async () => {
    expect(await failureOf(client({ clientSecret: "wrong" }).getRegistration(FABRIKAM_FEED))).toMatchObject({
      kind: "unauthenticated",
    });
    expect(await client({ imsOrgId: ADOBE_ORGS.contoso }).getRegistration(FABRIKAM_FEED)).toBeNull();
    expect(await failureOf(client().readJournal("https://evil.example/x"))).toMatchObject({
      code: "JournalAddress",
    });
  });
});
