import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { getOverview } from "../list-overview";
import { grantScope } from "../scope";
import { EVERYTHING, openTestWorld, scopeOf, type TestWorld } from "../test-world";
import { readWithScope, withScope } from "../transaction";
import { localKeyWrapper } from "./key-wrapper";
import { rotateSecrets } from "./rotate-secrets";
import { openSecret, sealSecret } from "./seal";
import { listSecretMetadata, putSecret, readSecret, secretPurpose, setSecretEnd } from "./secrets";

let world: TestWorld;
const wrapper = localKeyWrapper(randomBytes(32));
const other = localKeyWrapper(randomBytes(32));
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.end());

async function save(name: string, value: string, at = new Date("2026-03-01T08:00:00Z")) {
  const organisationId = world.mine.id;
  const sealed = await sealSecret(wrapper, secretPurpose(organisationId, "adobe", name), value);
  await withScope(world.scope, (tx) => putSecret(tx, { organisationId, kind: "adobe", name, sealed, at }));
}

it("gives a secret back to its organisation alone", async () => {
  await save("client-1", "first ✓");
  expect(await readSecret(world.scope, wrapper, world.mine.id, "adobe")).toEqual({
    name: "client-1",
    value: "first ✓",
  });
  expect(await readSecret(scopeOf(world.theirs.id), wrapper, world.mine.id, "adobe")).toBeNull();
  expect(
    await readSecret(grantScope({ organisations: [], userId: null }), wrapper, world.mine.id, "adobe"),
  ).toBeNull();
});

it("keeps one per kind, the latest, and shows its name and time only", async () => {
  await Promise.all([save("client-2", "second"), save("client-2", "second")]);
  const saved = await readWithScope(world.scope, (tx) => listSecretMetadata(tx, world.mine.id));
  expect(saved).toEqual([
    {
      kind: "adobe",
      name: "client-2",
      keyId: wrapper.keyId,
      savedAt: new Date("2026-03-01T08:00:00Z"),
      endsOn: null,
    },
  ]);
  const { adobeCredential } = await readWithScope(world.scope, (tx) => getOverview(tx, world.mine.id));
  expect(adobeCredential).toEqual({
    clientId: "client-2",
    savedAt: "2026-03-01T08:00:00.000Z",
    endsOn: null,
  });
});

it("keeps the day on which it ends until it is replaced", async () => {
  const endOf = async () =>
    (await readWithScope(world.scope, (tx) => getOverview(tx, world.mine.id))).adobeCredential?.endsOn;
  const said = (day: string | null) =>
    withScope(world.scope, (tx) => setSecretEnd(tx, world.mine.id, "adobe", day));
  expect([await said("2027-05-31"), await endOf()]).toEqual([null, "2027-05-31"]);
  expect(await said("2027-06-30")).toBe("2027-05-31");
  await save("client-2", "second");
  expect(await endOf()).toBeNull();
});

it("holds no readable secret in the table", async () => {
  const { rows } = await world.owner.query("select s::text as text from secrets s");
  expect(rows).toHaveLength(1);
  expect(rows[0].text).not.toContain("second");
  expect(rows[0].text).not.toContain(Buffer.from("second").toString("hex"));
});

it("stays shut for another key, another purpose, and after a change", async () => {
  await expect(readSecret(world.scope, other, world.mine.id, "adobe")).rejects.toMatchObject({
    code: "NOT_CONFIGURED",
  });
  const sealed = await sealSecret(wrapper, "a", "text");
  expect(await openSecret(wrapper, "a", sealed)).toBe("text");
  await expect(openSecret(wrapper, "b", sealed)).rejects.toMatchObject({ code: "INTERNAL" });
  const changed = { ...sealed, ciphertext: new Uint8Array(sealed.ciphertext.map((byte) => byte ^ 1)) };
  await expect(openSecret(wrapper, "a", changed)).rejects.toMatchObject({ code: "INTERNAL" });
  await expect(openSecret(other, "a", { ...sealed, keyId: other.keyId })).rejects.toThrow();
});

it("moves to another key without losing anything", async () => {
  expect(await rotateSecrets(EVERYTHING, wrapper, other, new Date())).toBe(1);
  expect(await rotateSecrets(EVERYTHING, wrapper, other, new Date())).toBe(0);
  expect(await readSecret(world.scope, other, world.mine.id, "adobe")).toMatchObject({ value: "second" });
});

it("refuses a key of another length", () => {
  expect(() => localKeyWrapper(randomBytes(16))).toThrow(/32 bytes/);
});
