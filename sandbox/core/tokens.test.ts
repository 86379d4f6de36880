import { expect, test } from "vitest";
import { signToken, verifyBearer } from "./tokens";
import type { SandboxRequest } from "./types";
import { createWorld } from "./world";

const world = createWorld();
const claims = {
  oid: "o",
  appid: "a",
  tid: "t",
  unique_name: "ada@contoso.example",
  scp: "user_impersonation",
};

function asking(token?: string): SandboxRequest {
  const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
  return {
    method: "GET",
    host: "x",
    url: new URL("https://x/"),
    headers,
    body: Buffer.alloc(0),
    clientAddress: "203.0.113.77",
  };
}

test("accepts its own token for the right audience, with or without a slash", () => {
  const verdict = verifyBearer(asking(signToken(world, claims, "https://vault.azure.net", 60)), world, [
    "https://vault.azure.net/",
  ]);
  expect(verdict).toMatchObject({
    ok: true,
    caller: { kind: "user", name: "ada@contoso.example", scopes: ["user_impersonation"] },
  });
});

test("says why a token is refused", () => {
  const audiences = ["https://vault.azure.net"];
  const good = signToken(world, claims, "https://vault.azure.net", 60);
  expect(verifyBearer(asking(), world, audiences)).toMatchObject({ reason: "missing" });
  expect(verifyBearer(asking("abc"), world, audiences)).toMatchObject({ reason: "signature" });
  expect(verifyBearer(asking(`${good.slice(0, -6)}AAAAAA`), world, audiences)).toMatchObject({
    reason: "signature",
  });
  expect(verifyBearer(asking(signToken(world, claims, audiences[0]!, -1)), world, audiences)).toMatchObject({
    reason: "expired",
  });
  expect(verifyBearer(asking(good), world, ["https://management.azure.com"])).toMatchObject({
    reason: "audience",
    detail: "https://vault.azure.net",
  });
});
