import { NextRequest } from "next/server";
import { describe, expect, it } from "vitest";
import { proxy } from "@/proxy";
import { constantHeaders, contentSecurityPolicy } from "./headers";

const LOCAL = {
  development: false,
  https: false,
  loopback: true,
  authorityOrigins: ["https://login.microsoftonline.com"],
};
const directives = (policy: string) =>
  Object.fromEntries(policy.split("; ").map((rule) => [rule.split(" ")[0], rule.split(" ").slice(1)]));

describe("the content security policy", () => {
  const policy = directives(contentSecurityPolicy("abc", LOCAL));
  it("lets scripts run by nonce alone", () => {
    expect(policy["script-src"]).toEqual(["'self'", "'nonce-abc'", "'strict-dynamic'"]);
    expect(policy["style-src"]).toEqual(["'self'", "'nonce-abc'"]);
  });
  it("closes the rest", () => {
    expect([policy["object-src"], policy["base-uri"], policy["frame-ancestors"]]).toEqual([
      ["'none'"],
      ["'none'"],
      ["'none'"],
    ]);
    expect(policy["form-action"]).toEqual(["'self'", "https://login.microsoftonline.com"]);
  });
});

it("asks for https only where there is https, and for ever only outside this machine", () => {
  expect(constantHeaders(LOCAL)).not.toHaveProperty("Strict-Transport-Security");
  expect(constantHeaders({ ...LOCAL, https: true, loopback: false })["Strict-Transport-Security"]).toMatch(
    /^max-age=63072000/,
  );
});

describe("the proxy", () => {
  const answer = (headers: Record<string, string> = {}) =>
    proxy(new NextRequest("http://127.0.0.1:3000/organisations?search=a", { headers }));
  const forwarded = (response: Response, name: string) =>
    response.headers.get(`x-middleware-request-${name}`);
  it("hands Next the policy that the browser gets, with a fresh nonce", async () => {
    const [one, two] = await Promise.all([answer(), answer()]);
    const policy = one.headers.get("content-security-policy");
    expect(forwarded(one, "content-security-policy")).toBe(policy);
    expect(policy).toContain(`'nonce-${forwarded(one, "x-nonce")}'`);
    expect(forwarded(two, "x-nonce")).not.toBe(forwarded(one, "x-nonce"));
  });
  it("overwrites what a client sends under its names", async () => {
    const response = await answer({
      "x-nonce": "mine",
      "x-clavis-path": "//evil.example",
      "x-correlation-id": "mine",
    });
    expect(forwarded(response, "x-nonce")).not.toBe("mine");
    expect(forwarded(response, "x-clavis-path")).toBe("/organisations?search=a");
    expect(forwarded(response, "x-correlation-id")).not.toBe("mine");
  });
  it("covers every answer", async () => {
    const { headers } = await answer();
    for (const name of [
      "x-content-type-options",
      "referrer-policy",
      "cross-origin-opener-policy",
      "cross-origin-resource-policy",
      "permissions-policy",
      "x-frame-options",
    ])
      expect(headers.get(name), name).toBeTruthy();
  });
});
