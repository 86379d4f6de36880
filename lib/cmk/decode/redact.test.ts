import { expect, it, test } from "vitest";
import { rbacLines } from "@/test/fixtures/sample-errors";
import { redact, redactSecrets } from "./redact";

const JWT =
  "eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ.eyJhdWQiOiJodHRwczovL3ZhdWx0LmF6dXJlLm5ldCJ9.c2lnbmF0dXJl-x_y";

test.each([
  ["a token in a header", `Authorization: Bearer ${JWT}`, JWT],
  ["an opaque token", "Bearer abcdefghij0123456789", "abcdefghij0123456789"],
  ["a token by itself", `token was ${JWT} and`, JWT],
  ["basic credentials", "Authorization: Basic dXNlcjpwYXNz", "dXNlcjpwYXNz"],
  ["a secret in a form", "grant_type=client_credentials&client_secret=s3cr3t-value&scope=x", "s3cr3t-value"],
  ["a secret in JSON", '{"client_secret": "s3cr3t-value"}', "s3cr3t-value"],
  ["a secret in JSON in JSON", '{\\"clientSecret\\":\\"s3cr3t-value\\"}', "s3cr3t-value"],
  ["a password", "password = hunter2hunter2", "hunter2hunter2"],
  ["an authorisation code", "https://clavis.example/cb?code=0.AAAA-secret-code&state=x1y2", "secret-code"],
  ["the state of a sign-in", "https://clavis.example/cb?code=a&state=x1y2z3", "x1y2z3"],
  ["a shared access signature", "https://a.blob.core.windows.net/c?sv=2024&sig=AbC%2Fd3%3D", "AbC%2Fd3%3D"],
  ["a connection string", "AccountName=a;AccountKey=abc123def456==;EndpointSuffix=x", "abc123def456"],
  ["a cookie", "Cookie: clavis=abcdef; other=1", "abcdef"],
  ["a secret of Entra", "used abc8Q~0123456789012345678901234567890123 here", "8Q~"],
  ["a secret of Adobe", "used p8e-AbCdEfGhIjKlMnOpQrStUv here", "AbCdEfGh"],
  ["a private key", "-----BEGIN PRIVATE KEY-----\nMIIEvQ\nabc\n-----END PRIVATE KEY-----", "MIIEvQ"],
  ["a long blob", `cert ${"MIIEvQIBADANBgkqhkiG9w0BAQ".repeat(10)}==`, "MIIEvQIBADAN"],
  ["a person's address", "User account 'ada.lovelace@contoso.example' does not", "ada.lovelace"],
])("%s is taken out", (_name, text, secret) => {
  const kept = redact(text);
  expect(kept).not.toContain(secret);
  expect(kept).toContain("[removed]");
  expect(redact(kept)).toBe(kept);
});

it("leaves what support needs: codes, ids, addresses of resources, organisations", () => {
  const texts = [
    rbacLines(),
    "(Forbidden) Caller\nCode: Forbidden\nMessage: x",
    '{"error":{"code":"KeyDisabled","message":"Operation wrapKey is not allowed on a disabled key."}}',
    "https://kv-one.vault.azure.net/keys/key-one/0123456789abcdef0123456789abcdef?api-version=7.4",
    "7F3A2C915B1E4D880A495CC1@AdobeOrg",
    "x-ms-request-id: 0c2f6f4e-2222-4222-8222-222222222222",
    'WWW-Authenticate: Bearer authorization="https://login.microsoftonline.com/x", resource="https://vault.azure.net"',
    "AKV10000: Request is missing a Bearer or PoP token.",
  ];
  for (const text of texts) expect(redact(text)).toBe(text);
});

it.each([
  ["a drawn-out word", "a".repeat(900)],
  ["a path", `/subscriptions/${"resourceGroups/providers/".repeat(12)}keys`],
  ["a name of 250 letters", "Llanfairpwllgwyngyll".repeat(13)],
])("leaves %s, however long", (_name, text) => expect(redact(text)).toBe(text));

it("leaves people's addresses where only secrets are to go", () => {
  const text = "ada.lovelace@contoso.example wrote client_secret=s3cr3t-value";
  expect(redactSecrets(text)).toBe("ada.lovelace@contoso.example wrote client_secret=[removed]");
});
