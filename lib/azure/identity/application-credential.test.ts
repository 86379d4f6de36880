import { afterAll, beforeAll, expect, test } from "vitest";
import { TENANTS } from "@/sandbox/seed/names";
import type { Sandbox } from "@/sandbox/start";
import { startTestSandbox } from "@/test/sandbox";
import { TEST_IDENTITY } from "@/test/sign-in";
import { installProxy } from "../proxy";
import { applicationCredential } from "./application-credential";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  installProxy();
});
afterAll(() => sandbox.stop());

const ARM = "https://management.azure.com/.default";
const own = () => applicationCredential(TEST_IDENTITY, TENANTS.contoso);

test("credentials of many directories are not all kept, their tokens are: nobody is asked again", async () => {
  const first = own();
  const token = await first.getToken(ARM);
  expect(own()).toBe(first);
  for (let index = 0; index < 10_000; index++)
    applicationCredential(TEST_IDENTITY, `11111111-1111-4111-8111-${String(index).padStart(12, "0")}`);
  const asked = sandbox.log.since(0).length;
  expect(own()).not.toBe(first);
  expect((await own().getToken(ARM))?.token).toBe(token?.token);
  expect(sandbox.log.since(0)).toHaveLength(asked);
});
