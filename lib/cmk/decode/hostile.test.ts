import { describe, expect, it } from "vitest";
import { expected, first, SUBSCRIPTION } from "@/test/decoding";
import { dataPlane, rbacLines } from "@/test/fixtures/sample-errors";
import { decodeText } from "./decode-error";
import { redactedText } from "./redact";

describe("hostile texts", () => {
  const many = (piece: string) => piece.repeat(Math.ceil(400_000 / piece.length));
  const hostile: [string, string][] = [
    ["braces", many("{")],
    ["objects", many('{"error":{"code":"')],
    ["spaces", many(" ")],
    ["spaces before a colon", many("code        ")],
    ["line breaks", many("\r\n")],
    ["quotes", many('\\"')],
    ["entities", many("&#39;&amp;")],
    ["tags that never end", many("<script")],
    ["tags", many("<a<b<c")],
    ["hexadecimal digits", many("deadbeef")],
    ["dashes", many("0c2f6f4e-2222-")],
    ["letters", many("a")],
    ["bearers", many("Bearer ")],
    ["at signs", many("a@a.")],
    ["percents", many("?error=%")],
    ["codes", many("AADSTS")],
    ["does not have", many("does not have keys ")],
    ["key blocks", many("-----BEGIN ")],
    ["local actions", many("not authorized to access Microsoft.KeyVault/managedHsm/a on /")],
    ["security domains", many("HSM security domain not ")],
    ["colours", many("\u001b[0;")],
    ["combining marks", many("e\u0301\u200b")],
  ];
  // A reader that goes back over what it has read would not come to an end in any test's time.
  it.each(hostile)("are read to the end: %s", (_name, text) => {
    expect(decodeText(text, expected).length).toBeLessThanOrEqual(10);
    expect(redactedText(text).length).toBeLessThanOrEqual(text.length * 2);
  });
  it("does not mind control characters, markup and frames", () => {
    const nasty = `\u0000\u001b[31m│ Error\u001b[0m: <img src=x onerror=alert(1)> ${dataPlane("Forbidden", rbacLines(), "ForbiddenByRbac")}\u202e`;
    const error = first(nasty);
    expect(error.rule).toBe("forbidden-by-rbac");
    expect(JSON.stringify(error)).not.toMatch(/[<>]|onerror/);
  });
  it("makes no script of what is no name", () => {
    const evil = dataPlane(
      "Forbidden",
      `Operation wrapKey is not allowed on a disabled key. Vault: kv-a$(id);location=x https://kv-x.vault.azure.net/keys/a$(id)`,
      "KeyDisabled",
    );
    expect(first(evil, null).script).toBeNull();
    const named =
      "https://kv-one.vault.azure.net/keys/key-one : Operation wrapKey is not allowed on a disabled key.";
    expect(first(named, null).script).toEqual({ script: "enable-key", vault: "kv-one", key: "key-one" });
    expect(SUBSCRIPTION).toMatch(/^[0-9a-f-]{36}$/);
  });
});
