import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { APPS, TENANTS, TOOLS_SECRET } from "@/sandbox/seed/names";
import type { Sandbox } from "@/sandbox/start";
import { failureOf } from "@/test/failure-of";
import { startTestSandbox } from "@/test/sandbox";
import { TEST_IDENTITY } from "@/test/sign-in";
import { applicationCredential } from "./identity/application-credential";
import { createKeyWrapper } from "./key-wrapper";
import { installProxy } from "./proxy";

let sandbox: Sandbox;
let keyId: string;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  installProxy();
  const key = sandbox.world.state.keys.find(
    (one) => one.vaultName === "kv-contoso-shared" && one.name === "backup",
  );
  keyId = `https://kv-contoso-shared.vault.azure.net/keys/backup/${key?.versions.at(-1)?.version}`;
});
afterAll(() => sandbox.stop());

const tools = () =>
  applicationCredential(
    { ...TEST_IDENTITY, clientId: APPS.tools, credential: { secret: TOOLS_SECRET } },
    TENANTS.contoso,
  );

test("a data key comes back as it went", async () => {
  const wrapper = createKeyWrapper(keyId, tools());
  const dataKey = randomBytes(32);
  const wrapped = await wrapper.wrap(dataKey);
  expect(Buffer.from(wrapped).equals(dataKey)).toBe(false);
  expect(Buffer.from(await wrapper.unwrap(wrapped)).equals(dataKey)).toBe(true);
  expect(wrapper.keyId).toBe(keyId);
});

test("without the right nothing is unwrapped", async () => {
  const wrapped = await createKeyWrapper(keyId, tools()).wrap(randomBytes(32));
  const stranger = createKeyWrapper(keyId, applicationCredential(TEST_IDENTITY, TENANTS.contoso));
  expect(await failureOf(stranger.unwrap(wrapped))).toMatchObject({ vendor: "key-vault", kind: "refused" });
});

test("what was changed is not unwrapped", async () => {
  const wrapped = await createKeyWrapper(keyId, tools()).wrap(randomBytes(32));
  wrapped[5] = (wrapped[5] ?? 0) ^ 1;
  expect(await failureOf(createKeyWrapper(keyId, tools()).unwrap(wrapped))).toMatchObject({
    vendor: "key-vault",
    retryable: false,
  });
});

test("an address without a version is refused: rotation would lose what is wrapped", () => {
  expect(() => createKeyWrapper("https://kv.vault.azure.net/keys/backup", tools())).toThrow(/NotAKeyVersion/);
});
