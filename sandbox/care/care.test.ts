import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { ADOBE_ORGS } from "../seed/adobe";
import { fixedVersion } from "../seed/names";
import { type Sandbox, startSandbox } from "../start";

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ memory: true });
});
afterAll(() => sandbox.stop());
beforeEach(() => sandbox.world.reset());

const key = (vault: string) =>
  `https://${vault}.vault.azure.net/keys/adobe-cmk/${fixedVersion(`key:${vault}/adobe-cmk`)}`;

async function press(path: string, fields: Record<string, string>) {
  const reply = await fetch(`${sandbox.doorUrl}${path}`, {
    method: "POST",
    body: new URLSearchParams(fields),
    redirect: "manual",
  });
  return { status: reply.status, location: reply.headers.get("location") ?? "", text: await reply.text() };
}

async function file(body: string): Promise<string> {
  const filed = await press("/care/tickets", { subject: "CMK for CJA", body });
  expect(filed.status).toBe(303);
  return filed.location;
}

test("a pasted ticket is read: its number, its organisation, its key", async () => {
  const location = await file(
    `Organisation ${ADOBE_ORGS.fabrikam}\nKey Identifier: ${key("kv-fabrikam-cja")}.`,
  );
  expect(location).toMatch(/^\/care\/tickets\/E-\d{9}$/);
  const page = await (await fetch(`${sandbox.doorUrl}${location}`)).text();
  expect(page).toContain("Fabrikam Care");
  expect(page).toContain(`<code>${key("kv-fabrikam-cja")}</code>`);
  expect(await (await fetch(`${sandbox.doorUrl}/care`)).text()).toContain(location.split("/").at(-1));
});

test("a key that works is confirmed", async () => {
  const location = await file(key("kv-fabrikam-cja"));
  expect(await press(`${location}/answers`, { kind: "confirm" })).toMatchObject({ status: 303, location });
  expect(sandbox.world.state.careTickets.at(-1)?.answers).toEqual([
    expect.objectContaining({ confirms: true }),
  ]);
});

test.each([
  ["no key in the text", "please help", "names no Key Identifier"],
  ["the vault of the other part", key("kv-fabrikam-aep"), "vault of its own"],
  ["a vault the application may not use", key("kv-northwind-aep"), "no service principal"],
])("a confirmation is held back: %s", async (_name, text, warning) => {
  const location = await file(text);
  const held = await press(`${location}/answers`, { kind: "confirm" });
  expect(held.status).toBe(409);
  expect(held.text).toContain(warning);
  expect(sandbox.world.state.careTickets.at(-1)?.answers).toEqual([]);
  expect((await press(`${location}/answers`, { kind: "confirm", despite: "yes" })).status).toBe(303);
});

test("an agent may ask, and write freely; markup stays text", async () => {
  const location = await file("<script>alert(1)</script>");
  await press(`${location}/answers`, { kind: "details" });
  await press(`${location}/answers`, { kind: "text", text: "<b>hello</b>" });
  const page = await (await fetch(`${sandbox.doorUrl}${location}`)).text();
  expect(page).toContain("Please send us the Key Identifier");
  expect(page).toContain("&lt;b&gt;hello&lt;/b&gt;");
  expect(page).not.toContain("<script>");
});

test("tests do the same in JSON", async () => {
  const post = (path: string, body: object) =>
    fetch(`${sandbox.doorUrl}/control/care${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const ticket = (await (await post("", { subject: "s", body: key("kv-fabrikam-cja") })).json()) as {
    id: string;
  };
  expect((await post(`/${ticket.id}/answers`, { kind: "confirm" })).status).toBe(200);
  const shown = await (await fetch(`${sandbox.doorUrl}/control/care/${ticket.id}`)).json();
  expect(shown).toMatchObject({ id: ticket.id, answers: [{ confirms: true }] });
});
