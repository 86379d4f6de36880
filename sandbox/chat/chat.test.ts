import { afterAll, beforeAll, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "../start";
import { proxiedFetch } from "../testing/proxied-fetch";

let sandbox: Sandbox;
let call: ReturnType<typeof proxiedFetch>;
beforeAll(async () => {
  sandbox = await startSandbox({ memory: true });
  call = proxiedFetch(sandbox);
});
afterAll(() => sandbox.stop());

const post = async (address: string, body: string) =>
  (await call(address, { method: "POST", body, headers: { "content-type": "application/json" } })).status;
const card = JSON.stringify({
  attachments: [{ contentType: "application/vnd.microsoft.card.adaptive", content: {} }],
});
const SLACK = "https://hooks.slack.com/services/T0/B0/abc";
const TEAMS = "https://contoso.webhook.office.com/webhookb2/abc";
const HOOK = "https://hooks.contoso.example/alerts";

it("takes what Slack, Teams and a receiver take, and shows it", async () => {
  expect(await post(SLACK, '{"text":"<b>hello</b>"}')).toBe(200);
  expect(await post(TEAMS, card)).toBe(202);
  expect(await post(HOOK, "{}")).toBe(204);
  const all = (await (await fetch(`${sandbox.doorUrl}/messages/all`)).json()) as {
    messages: { host: string; body: string }[];
  };
  expect(all.messages.map(({ host }) => host)).toEqual([
    "hooks.slack.com",
    "contoso.webhook.office.com",
    "hooks.contoso.example",
  ]);
  const page = await (await fetch(`${sandbox.doorUrl}/messages`)).text();
  expect(page).toContain("&lt;b&gt;hello&lt;/b&gt;");
  expect(page).not.toContain("<b>");
});

it.each([
  [SLACK, "no json", 400],
  [SLACK, '{"text":""}', 400],
  ["https://hooks.slack.com/services/nothing", '{"text":"x"}', 404],
  ["https://hooks.slack.com/services/T0/B0/gone", '{"text":"x"}', 404],
  [TEAMS, '{"text":"x"}', 400],
  [`${HOOK}/gone`, "{}", 410],
])("refuses as they do: %s %s", async (address, body, status) => {
  const before = sandbox.world.state.messages?.length;
  expect(await post(address, body)).toBe(status);
  expect(sandbox.world.state.messages?.length).toBe(before);
});
