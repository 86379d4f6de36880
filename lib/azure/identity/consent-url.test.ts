import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { APPS, TENANTS } from "@/sandbox/seed/names";
import type { Sandbox } from "@/sandbox/start";
import { failureOf } from "@/test/failure-of";
import { startTestSandbox } from "@/test/sandbox";
import { TEST_IDENTITY } from "@/test/sign-in";
import { installProxy } from "../proxy";
import { consentUrl } from "./consent-url";
import { discoverEndpoints } from "./discovery";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  installProxy();
});
afterAll(() => sandbox.stop());

describe("the consent address", () => {
  const adobe = `https://login.microsoftonline.com/common/oauth2/authorize?response_type=code&client_id=${APPS.cmkContoso}&redirect_uri=https%3A%2F%2Fexperience.adobe.com%2F&scope=user.read`;

  test("is turned to the directory and the configured authority", async () => {
    const url = new URL(await consentUrl(TEST_IDENTITY, adobe, TENANTS.contoso));
    expect(url.origin).toBe(sandbox.doorUrl);
    expect(url.pathname).toBe(`/${TENANTS.contoso}/oauth2/authorize`);
    expect(url.search).toBe(new URL(adobe).search);
  });

  test.each([
    ["another host", adobe.replace("login.microsoftonline.com", "login.microsoftonline.com.evil.example")],
    ["plain http", adobe.replace("https:", "http:")],
    ["a user in the address", adobe.replace("https://", "https://a@")],
    ["another path", adobe.replace("/oauth2/authorize", "/oauth2/logout")],
    ["no application", adobe.replace(APPS.cmkContoso, "x")],
    ["two applications", `${adobe}&client_id=${APPS.cja}`],
    ["no address", "javascript:alert(1)"],
  ])("%s is refused", async (_name, url) => {
    expect(await failureOf(consentUrl(TEST_IDENTITY, url, TENANTS.contoso))).toMatchObject({
      kind: "nonsense",
      code: "UnexpectedConsentAddress",
    });
  });

  test("a directory that is no GUID, or unknown, is refused", async () => {
    expect(await failureOf(consentUrl(TEST_IDENTITY, adobe, "common"))).toMatchObject({
      code: "UnexpectedConsentAddress",
    });
    expect(
      await failureOf(discoverEndpoints(TEST_IDENTITY, "99999999-9999-4999-8999-999999999999")),
    ).toMatchObject({ vendor: "entra", code: "AADSTS90002" });
  });
});
