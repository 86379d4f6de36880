import { afterAll, beforeAll, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../start";
import { STORIES } from "./stories";
import { storyPlaces } from "./story-places";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ memory: true });
}, 60_000);
afterAll(() => sandbox.stop());

async function control(path: string, body: object) {
  const answer = await fetch(`${sandbox.doorUrl}/control${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as { story?: { id: string; by: string } } };
}

/** Without its logs, and with lists in an order that does not matter. */
function worldOnly() {
  // Adobe's monitor looks in its own time, and keeps what it sent.
  const logs = ["activity", "auditEvents", "directoryAudits", "stories", "keyUses", "eventRegistrations"];
  const world = Object.fromEntries(
    Object.entries(sandbox.world.state).filter(([name]) => !logs.includes(name)),
  );
  const sorted = Object.entries(world).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.map((one) => JSON.stringify(one)).sort() : value,
  ]);
  return structuredClone(Object.fromEntries(sorted));
}

function lines() {
  const { activity = [], auditEvents = [], directoryAudits = [] } = sandbox.world.state;
  return [...activity, ...auditEvents, ...directoryAudits].filter(({ by }) => by.kind === "user");
}

test.each(Object.keys(STORIES))(
  "%s: one click breaks it, one click mends it, both are logged",
  async (action) => {
    const place = storyPlaces(sandbox.world)[0];
    const before = worldOnly();
    const logged = lines().length;
    const begun = await control("/stories", { action, place: place?.id, by: "morgan@fabrikam.example" });
    expect(begun.status).toBe(200);
    expect(worldOnly()).not.toEqual(before);
    expect(begun.body.story?.by).toBe("morgan@fabrikam.example");
    const broken = lines();
    expect(broken.length).toBeGreaterThan(logged);
    expect(broken.at(-1)?.by.name).toBe("morgan@fabrikam.example");
    expect((await control(`/stories/${begun.body.story?.id}/undo`, {})).status).toBe(200);
    expect(worldOnly()).toEqual(before);
    expect(lines().length).toBeGreaterThan(broken.length);
    expect((await control(`/stories/${begun.body.story?.id}/undo`, {})).status).toBe(400);
  },
);

test("the page offers every story, and the state tells no key material of those that happened", async () => {
  await control("/stories", { action: "disable-key", place: storyPlaces(sandbox.world)[0]?.id });
  const page = await (await fetch(`${sandbox.doorUrl}/control`)).text();
  for (const { title } of Object.values(STORIES)) expect(page).toContain(title.replace("'", "&#39;"));
  expect(page).toContain(">Undo</button>");
  for (const path of ["/state", "/stories"])
    expect(await (await fetch(`${sandbox.doorUrl}/control${path}`)).text()).not.toContain("PRIVATE KEY");
});
