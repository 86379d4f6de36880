import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { stepsOf } from "@/lib/cmk/parts";
import { AppError } from "@/lib/errors";
import { type Browser, startTestConsole, type TestConsole } from "@/test/console";
import { loadAudit, loadWideAudit } from "../loaders/load-audit";
import { loadCompliance } from "../loaders/load-compliance";
import { loadConfiguration } from "../loaders/load-configuration";
import { loadOrganisationForm } from "../loaders/load-organisation-form";
import { loadOrganisations } from "../loaders/load-organisations";
import { loadSetupPage, loadStepPage } from "../loaders/load-setup-page";
import { loadShell } from "../loaders/load-shell";
import { onOrganisationPage } from "./page";

// A page's request: what Next would give through its own store.
const asked = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({
  headers: async () => asked.headers,
  cookies: async () => ({ get: () => undefined }),
}));

vi.mock("next-intl/server", () => ({ getTimeZone: async () => "UTC" }));

const firstStep = () => stepsOf("aep")[0] as ReturnType<typeof stepsOf>[number];
const people: Record<string, Browser> = {};
let running: TestConsole;
const ids: Record<string, string> = {};
function as(name: string | null) {
  const cookie = name ? [...(people[name] ?? [])].map(([key, value]) => `${key}=${value}`).join("; ") : "";
  asked.headers = new Headers({ cookie, "x-clavis-path": "/organisations?search=a" });
}
/** Where Next was told to go instead of drawing the page. */
const endOf = (page: Promise<unknown>) =>
  page.then(
    () => "drawn",
    (error: Error & { digest?: string }) => error.digest ?? error.message,
  );

beforeAll(async () => {
  running = await startTestConsole();
  for (const name of ["admin", "leader", "support"])
    people[name] = (await running.signIn(`${name}@contoso.example`)).browser;
  as("leader");
  for (const { id, name } of (await loadOrganisations()).rows) ids[name] = id;
}, 120_000);
afterAll(() => running?.stop());
beforeEach(() => as(null));

const contoso = () => ids["Contoso Health"] ?? "";
const LOADERS: [string, () => Promise<unknown>, string[]][] = [
  ["shell", () => loadShell(), ["admin", "leader", "support"]],
  ["organisations", () => loadOrganisations(), ["admin", "leader", "support"]],
  ["compliance", () => loadCompliance(), ["admin", "leader", "support"]],
  ["setup", () => loadSetupPage(contoso(), firstStep), ["admin", "leader", "support"]],
  ["step", () => loadStepPage(contoso(), "aep", "vault"), ["admin", "leader", "support"]],
  ["configuration", () => loadConfiguration(contoso()), ["admin", "support"]],
  ["audit", () => loadAudit(contoso(), { action: "nonsense", search: "" }), ["admin", "support"]],
  ["wide audit", () => loadWideAudit({ from: "yesterday", chain: "7" }), ["admin", "support"]],
  ["new organisation", () => loadOrganisationForm(), ["admin"]],
  ["settings", () => loadOrganisationForm(contoso()), ["admin"]],
];

describe.each(LOADERS)("the page %s", (_name, load, allowed) => {
  it("sends somebody who is not signed in to the sign-in page, and back", async () => {
    expect(await endOf(Promise.resolve().then(load))).toContain(
      "/sign-in?returnTo=%2Forganisations%3Fsearch%3Da",
    );
  });
  it.each(["admin", "leader", "support"])("is for %s, or says that it is not", async (person) => {
    as(person);
    const end = await endOf(Promise.resolve().then(load));
    if (allowed.includes(person)) expect(end).toBe("drawn");
    else expect(end).toContain("/no-access?reason=permission");
  });
});

describe("an organisation's page", () => {
  it.each([
    ["another's", () => ids["Fabrikam Care"] ?? ""],
    ["an unknown", () => "01a209c5-0000-7000-8000-000000000000"],
    ["a malformed", () => "7"],
  ])("is not found for %s id", async (_name, id) => {
    as("admin");
    expect(await endOf(loadSetupPage(id(), firstStep))).toBe("NEXT_HTTP_ERROR_FALLBACK;404");
  });
  it("is not found for a step that there is not", async () => {
    as("admin");
    expect(await endOf(Promise.resolve().then(() => loadStepPage(contoso(), "aep", "ticket")))).toBe(
      "NEXT_HTTP_ERROR_FALLBACK;404",
    );
  });
  it("lets other errors through to the error page", async () => {
    as("admin");
    const broken = onOrganisationPage(contoso(), () => Promise.reject(new AppError("INTERNAL", "Broken.")));
    await expect(broken).rejects.toMatchObject({ code: "INTERNAL" });
  });
});

describe("the shell", () => {
  it("holds what surrounds a page: the person, their organisations, the environment", async () => {
    as("leader");
    expect(await loadShell()).toMatchObject({
      user: { name: "Lea Leader", upn: "leader@contoso.example" },
      roles: ["leader"],
      total: 3,
      environment: { kind: "sandbox", controlUrl: `${running.sandbox.doorUrl}/control` },
      theme: "system",
    });
  });
});
