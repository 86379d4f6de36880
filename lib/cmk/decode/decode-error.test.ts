import { describe, expect, it, test } from "vitest";
import en from "@/messages/en.json";
import fr from "@/messages/fr.json";
import { arm, dataPlane, IDS, rbacLines, SAMPLES } from "@/test/fixtures/sample-errors";
import { NOW, sampleInput, seen } from "@/test/sample-input";
import { decodeFailure, decodeText } from "./decode-error";
import { DIFFERENCES, EVIDENCE, SEVERITIES } from "./decoded";
import { expectedOf } from "./expected";
import { redactedText } from "./redact";
import { RULES } from "./rules/all";

const { APP, PERSON, PRINCIPAL, SUBSCRIPTION, TENANT, TOOL } = IDS;
const OTHER = "99999999-aaaa-4aaa-8aaa-000000000009";
const expected = expectedOf([sampleInput("aep"), sampleInput("cja")], PERSON);
const first = (text: string, against: Parameters<typeof decodeText>[1] = expected) => {
  const [error] = decodeText(text, against);
  if (!error) throw new Error("nothing was decoded");
  return error;
};
const differing = (text: string) => first(text).differences.map(({ id }) => id);

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

describe("compared with what the organisation works with", () => {
  const rbac = (who: Parameters<typeof rbacLines>[0]) =>
    dataPlane("Forbidden", rbacLines(who), "ForbiddenByRbac");
  test.each([
    ["the right caller", {}, []],
    ["another application", { app: OTHER, oid: OTHER.replace("9", "8") }, ["caller-app"]],
    ["a person with a tool", { app: TOOL, oid: OTHER }, ["caller-tool"]],
    ["Adobe’s application in another tenant", { oid: OTHER, tenant: OTHER }, ["caller-principal", "tenant"]],
    ["the application id where the object id belongs", { oid: APP }, ["app-id-as-object-id"]],
    ["another vault", { vault: "kv-elsewhere" }, ["vault"]],
    ["another key", { key: "other-key" }, ["key"]],
    [
      "somebody else making keys",
      { oid: OTHER, action: "Microsoft.KeyVault/vaults/keys/create/action" },
      ["caller-person"],
    ],
    [
      "the CJA application at the AEP vault",
      { app: "251e3919-1940-4296-bb8b-6b9a5e8a4805", oid: OTHER },
      ["caller-app"],
    ],
  ] as const)("%s", (_name, who, ids) => {
    expect(differing(rbac(who))).toEqual(ids);
  });
  it("says which id was found and which was expected", () => {
    expect(first(rbac({ app: OTHER })).differences).toContainEqual({
      id: "caller-app",
      found: OTHER,
      expected: APP,
    });
  });
  it("finds the part by its vault and leads to its step", () => {
    expect(first(rbac({}))).toMatchObject({ part: "aep", steps: ["aep/role"], severity: "access" });
    const cja = rbac({
      vault: "kv-sample-cja",
      key: "adobe-cja-cmk",
      app: "251e3919-1940-4296-bb8b-6b9a5e8a4805",
    });
    expect(first(cja)).toMatchObject({ part: "cja", steps: ["cja/app-access"], differences: [] });
    expect(first("Operation wrapKey is not allowed on a disabled key.").steps).toEqual([
      "aep/key",
      "cja/key",
    ]);
  });
  it("gives the person’s own missing role another fix than Adobe’s", () => {
    const own = rbac({ app: TOOL, oid: PERSON, action: "Microsoft.KeyVault/vaults/keys/create/action" });
    expect(first(own)).toMatchObject({
      fix: "fixPerson",
      steps: ["aep/vault"],
      script: { script: "assign-crypto-officer", principalId: PERSON },
      differences: [],
    });
    expect(first(rbac({})).script).toMatchObject({
      script: "assign-encryption-user",
      principalId: PRINCIPAL,
    });
  });
  it("takes an application id for an object id for what it is", () => {
    const text = arm(
      "PrincipalNotFound",
      `Principal ${APP.replaceAll("-", "")} does not exist in the directory ${TENANT}.`,
    );
    expect(first(text)).toMatchObject({
      fix: "fixOther",
      severity: "obstacle",
      differences: [{ id: "app-id-as-object-id", found: APP, expected: PRINCIPAL }],
    });
    expect(first(text, null).differences).toEqual([]);
  });
  it("waits while the caller’s role is young, and not a second longer", () => {
    const young = (createdOn: string) => {
      const input = sampleInput("aep");
      const [role] =
        input.facts.assignments && "value" in input.facts.assignments
          ? input.facts.assignments.value.list
          : [];
      if (!role) throw new Error("no role in the sample");
      const assignments = seen({ scope: role.scope, list: [{ ...role, createdOn }] });
      return expectedOf([sampleInput("aep", { assignments })], PERSON);
    };
    const text = rbac({});
    const error = first(text, young("2026-11-23T11:55:00.000Z"));
    expect(error).toMatchObject({
      severity: "wait",
      actor: null,
      fix: "wait",
      script: null,
      wait: { since: "2026-11-23T11:55:00.000Z", until: "2026-11-23T12:05:00.000Z" },
    });
    expect(first(text, young("2026-11-23T11:50:00.000Z")).wait).toBeNull();
    expect(first(rbac({ oid: OTHER }), young("2026-11-23T11:59:00.000Z")).wait).toBeNull();
    expect(NOW).toBe("2026-11-23T12:00:00.000Z");
  });
  it("counts the loss of the key that Adobe uses as what Adobe acts on, of another key not", () => {
    const missing = (key: string) =>
      dataPlane("KeyNotFound", `A key with (name/id) ${key} was not found in this key vault.`);
    expect(first(missing("adobe-aep-cmk")).severity).toBe("purge");
    expect(first(missing("something")).severity).toBe("obstacle");
  });
  it("tells Adobe’s monitor from an administrator’s browser at the firewall", () => {
    const from = (address: string) =>
      dataPlane(
        "Forbidden",
        `Client address is not authorized and caller is not a trusted service.\r\nClient address: ${address}\r\nVault: kv-sample-aep;location=westeurope`,
        "ForbiddenByFirewall",
      );
    expect(first(from("20.88.123.53"))).toMatchObject({
      fix: "fix",
      severity: "access",
      script: { script: "allow-adobe-address" },
    });
    expect(first(from("203.0.113.7"))).toMatchObject({
      fix: "fixPerson",
      severity: "obstacle",
      script: null,
    });
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
