import { describe, expect, it, test } from "vitest";
import en from "@/messages/en.json";
import fr from "@/messages/fr.json";
import { APP, expected, first, OTHER, PERSON, PRINCIPAL, TENANT } from "@/test/decoding";
import { arm, dataPlane, rbacLines, SAMPLES } from "@/test/fixtures/sample-errors";
import { decodeFailure, decodeText } from "./decode-error";
import { DIFFERENCES, EVIDENCE, SEVERITIES } from "./decoded";
import { RULES } from "./rules/all";

describe("every row of the catalogue", () => {
  test.each(SAMPLES)("%s, from %s", (rule, _from, text) => {
    for (const against of [null, expected])
      expect(decodeText(text, against).map((error) => error.rule)).toEqual([rule]);
  });
  it("has a sample for every rule", () => {
    const sampled = new Set(SAMPLES.map(([rule]) => rule));
    expect(RULES.map(({ id }) => id).filter((id) => !sampled.has(id))).toEqual([]);
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
  });
  test.each(SAMPLES)(
    "%s, from %s, is found between log lines, quoted and wrapped again",
    (rule, _from, text) => {
      const log = `2026-11-23T12:00:00Z worker failed\n${text}\n    at process (node:internal)\n`;
      const wrapped = JSON.stringify({ level: "error", msg: "request failed", body: text });
      for (const around of [log, wrapped]) expect(first(around).rule).toBe(rule);
    },
  );
});

describe("what is read out of it", () => {
  it("reads every line of Key Vault's refusal, however it is wrapped", () => {
    for (const [rule, , text] of SAMPLES.filter(([id]) => id === "forbidden-by-rbac")) {
      const { evidence } = first(text);
      expect(rule).toBe("forbidden-by-rbac");
      expect(evidence).toMatchObject({
        tenantId: TENANT,
        action: "Microsoft.KeyVault/vaults/keys/wrap/action",
        vault: "kv-sample-aep",
        key: "adobe-aep-cmk",
        location: "westeurope",
        assignment: "(not found)",
        decisionReason: "DeniedWithNoValidRBAC",
      });
    }
  });
  it("reads ids of the control plane, of Entra and of Graph, with and without dashes", () => {
    expect(
      first(
        arm(
          "PrincipalNotFound",
          `Principal ${APP.replaceAll("-", "")} does not exist in the directory ${TENANT}.`,
        ),
      ).evidence,
    ).toMatchObject({ principalId: APP, tenantId: TENANT });
    const denied = SAMPLES.find(([id]) => id === "authorization-failed")?.[2] ?? "";
    expect(first(denied).evidence).toMatchObject({
      objectId: PERSON,
      action: "Microsoft.KeyVault/vaults/write",
      vault: "kv-sample-aep",
    });
    const entra = SAMPLES.find(([id]) => id === "app-not-in-tenant")?.[2] ?? "";
    expect(first(entra).evidence).toMatchObject({
      appId: APP,
      tenantId: TENANT,
      requestId: "0c2f6f4e-2222-4222-8222-222222222222",
      correlationId: "1d2f6f4e-3333-4333-8333-333333333333",
      timestamp: "2026-11-23 11:59:58Z",
    });
    expect(first(SAMPLES.find(([id]) => id === "graph-request-denied")?.[2] ?? "").evidence).toMatchObject({
      requestId: "0c2f6f4e-2222-4222-8222-222222222222",
      correlationId: "1d2f6f4e-3333-4333-8333-333333333333",
    });
    expect(first(SAMPLES.find(([id]) => id === "token-wrong-audience")?.[2] ?? "").evidence.audience).toBe(
      "https://management.azure.com",
    );
  });
  it("takes the request id from the headers around a lone error", () => {
    const text = `HTTP/1.1 403 Forbidden\nx-ms-request-id: 0c2f6f4e-2222-4222-8222-222222222222\n\n${dataPlane("Forbidden", rbacLines(), "ForbiddenByRbac")}`;
    expect(first(text)).toMatchObject({
      status: 403,
      code: "ForbiddenByRbac",
      evidence: { requestId: "0c2f6f4e-2222-4222-8222-222222222222" },
    });
  });
  it("takes no word of a sentence for a code", () => {
    expect(first("Error: Operation wrapKey is not allowed on a disabled key.").code).toBeNull();
    expect(first("error: consent_required, AADSTS65001: no consent").code).toBe("AADSTS65001");
    expect(decodeText("error: invalid_widget")).toMatchObject([{ rule: null, code: "invalid_widget" }]);
  });
  it("tells several errors apart", () => {
    const text = [
      arm("RoleAssignmentExists", "The role assignment already exists."),
      dataPlane("Forbidden", rbacLines(), "ForbiddenByRbac"),
      dataPlane("Forbidden", rbacLines({ oid: OTHER }), "ForbiddenByRbac"),
      arm("SomethingNobodyKnows", "What is this."),
    ];
    const several = (joined: string) =>
      decodeText(joined, expected).map(({ rule, evidence }) => [rule, evidence.objectId]);
    const result = [
      ["role-assignment-exists", undefined],
      ["forbidden-by-rbac", PRINCIPAL],
      ["forbidden-by-rbac", OTHER],
      [null, undefined],
    ];
    expect(several(text.join("\n"))).toEqual(result);
    expect(several(`[${text.join(",")}]`)).toEqual(result);
    expect(several(`Error: ${text[1]}\nError: ${text[1]}`)).toEqual([result[1]]);
  });
});

describe("a failure as Clavis keeps it", () => {
  it("is decoded by its inner code and its status", () => {
    const failure = {
      kind: "refused",
      vendor: "key-vault",
      status: 403,
      code: "ForbiddenByRbac",
      message: rbacLines().replace(/\s+/g, " "),
      requestId: "0c2f6f4e-2222-4222-8222-222222222222",
      retryable: false,
      retryAfterSeconds: null,
    } as const;
    expect(decodeFailure(failure, expected)).toMatchObject({
      rule: "forbidden-by-rbac",
      code: "ForbiddenByRbac",
      evidence: { objectId: PRINCIPAL, requestId: failure.requestId, vault: "kv-sample-aep" },
    });
    expect(decodeFailure({ ...failure, status: 400 }, expected).rule).toBe("forbidden-by-rbac-arm");
    const odd = { ...failure, code: "NobodyKnows", message: "Something else." };
    expect(decodeFailure(odd, expected)).toMatchObject({ rule: null, code: "NobodyKnows" });
  });
});

describe("what nobody has described", () => {
  it("keeps its codes and ids", () => {
    const text = `HTTP/1.1 418\nx-ms-request-id: 0c2f6f4e-2222-4222-8222-222222222222\n\n${arm("TeapotShortAndStout", "It was.")}`;
    expect(decodeText(text)).toMatchObject([
      {
        rule: null,
        code: "TeapotShortAndStout",
        status: 418,
        evidence: { requestId: "0c2f6f4e-2222-4222-8222-222222222222" },
      },
    ]);
  });
  it("finds nothing in nothing", () => {
    expect(decodeText("")).toEqual([]);
    expect(decodeText(" \r\n\t\u0000 ")).toEqual([]);
    expect(decodeText("All is well with the world.")).toMatchObject([{ rule: null, code: null }]);
  });
});

describe("wording", () => {
  const { rules, evidence, differences, severities } = en.decode as unknown as Record<
    string,
    Record<string, unknown>
  >;
  const french = fr.decode as unknown as Record<string, Record<string, unknown>>;
  it("exists for every rule, id, difference and severity, in both languages", () => {
    for (const words of [rules, french.rules])
      for (const { id } of RULES)
        expect(words?.[id], id).toMatchObject({
          title: expect.any(String),
          meaning: expect.any(String),
          fix: expect.any(String),
        });
    for (const words of [evidence, french.evidence])
      for (const id of EVIDENCE) expect(words?.[id], id).toBeTypeOf("string");
    for (const words of [differences, french.differences])
      for (const id of DIFFERENCES) expect(words?.[id], id).toBeTypeOf("string");
    for (const words of [severities, french.severities])
      for (const id of SEVERITIES) expect(words?.[id], id).toBeTypeOf("string");
  });
});
