import { describe, expect, it, test } from "vitest";
import { renderDecodedScript } from "@/lib/render/decoded-script";
import { renderDecoding } from "@/lib/render/decoding";
import en from "@/messages/en.json";
import fr from "@/messages/fr.json";
import { arm, dataPlane, IDS } from "@/test/fixtures/sample-errors";
import { sampleInput, sampleVault, seen } from "@/test/sample-input";
import { storeResourceId } from "../key-store";
import { decodeFailure, decodeText } from "./decode-error";
import { expectedOf } from "./expected";

/** An organisation whose key is in a managed HSM: whatever it meets is worded, and mended, as one. */
const HSM = {
  mode: "adopt",
  name: "hsm-contoso",
  resourceGroup: "rg-shared",
  location: "westeurope",
  sku: "managed-hsm",
} as const;
const input = sampleInput("aep");
input.choices.vault = HSM;
const id = storeResourceId(input.organisation.azureSubscriptionId, HSM);
input.facts.vault = seen(sampleVault({ id, name: HSM.name, sku: HSM.sku }));
const expected = expectedOf([input], IDS.PERSON);
const KEY = input.choices.key.name;

const refused = (action: string, scope: string) =>
  dataPlane("AccessDenied", `Not authorized to access Microsoft.KeyVault/managedHsm/${action} on ${scope}`);
const missing = dataPlane("KeyNotFound", `A key with (name/id) ${KEY} was not found in this key vault.`);

function first(text: string, against: Parameters<typeof decodeText>[1] = expected) {
  const [error] = decodeText(text, against);
  if (!error) throw new Error("nothing was decoded");
  return error;
}

const wordsOf = (messages: object) => {
  const find = (key: string) =>
    key.split(".").reduce<unknown>((at, part) => (at as Record<string, unknown>)?.[part], messages);
  return {
    has: (key: string) => typeof find(key) === "string",
    t: (key: string, params: Record<string, string | number> = {}) =>
      Object.entries(params).reduce(
        (text, [name, value]) => text.replaceAll(`{${name}}`, String(value)),
        String(find(key)),
      ),
  };
};

function viewIn(messages: object, text: string) {
  const decoded = decodeText(text, expected);
  const options = { words: wordsOf(messages), isAdmin: true, organisation: null };
  const [view] = renderDecoding(decoded, text, options).errors;
  if (!view) throw new Error("nothing was decoded");
  return view;
}

describe("a refusal by local RBAC", () => {
  test.each([
    ["keys/wrap/action", `/keys/${KEY}`, "fixAdobe", "access", "aep/role", "assign-encryption-user"],
    ["keys/unwrap/action", `/keys/${KEY}`, "fixAdobe", "access", "aep/role", "assign-encryption-user"],
    ["keys/create", "/keys", "fix", "obstacle", "aep/key", "assign-crypto-officer"],
    ["keys/read/action", `/keys/${KEY}`, "fix", "obstacle", "aep/key", "assign-crypto-officer"],
    [
      "keys/deletedKeys/recover/action",
      "/keys",
      "fixDeleted",
      "obstacle",
      "aep/key",
      "assign-crypto-officer",
    ],
    ["roleAssignments/read/action", "/", "fixRoles", "obstacle", "aep/role", "assign-policy-administrator"],
    [
      "roleAssignments/write/action",
      `/keys/${KEY}`,
      "fixRoles",
      "obstacle",
      "aep/role",
      "assign-policy-administrator",
    ],
  ] as const)("of %s at %s: %s", (action, scope, fix, severity, step, script) => {
    const error = first(refused(action, scope));
    expect(error).toMatchObject({
      rule: "hsm-local-rbac",
      store: "hsm",
      fix,
      severity,
      actor: "vault-owner",
    });
    expect(error.steps).toEqual([step]);
    expect(error.script?.script).toBe(script);
    expect(error.evidence).toMatchObject({
      action: `Microsoft.KeyVault/managedHsm/${action}`,
      resource: scope,
    });
    for (const messages of [en, fr])
      expect(wordsOf(messages).has(`decode.rules.hsm-local-rbac.${fix}`)).toBe(true);
  });
  it("is mended with local roles, by their ids, and never with Azure's", () => {
    const adobe = first(refused("keys/wrap/action", `/keys/${KEY}`)).script;
    expect(adobe && renderDecodedScript(adobe)).toMatch(
      /^az keyvault role assignment create[^]*--hsm-name hsm-contoso[^]*--role 33413926-[^]*--scope \/keys\//,
    );
    const roles = first(refused("roleAssignments/write/action", "/")).script;
    expect(roles && renderDecodedScript(roles)).toContain("--role 4bd23610-cdcf-4971-bdee-bdc562cc28e4");
  });
  it("is the same when Clavis itself met it", () => {
    const failure = {
      kind: "refused",
      vendor: "key-vault",
      status: 403,
      code: "AccessDenied",
      message: `Not authorized to access Microsoft.KeyVault/managedHsm/roleAssignments/read/action on / (Activity ID: ${IDS.PERSON})`,
      requestId: null,
      retryable: false,
      retryAfterSeconds: null,
    } as const;
    expect(decodeFailure(failure, expected)).toMatchObject({
      rule: "hsm-local-rbac",
      fix: "fixRoles",
      evidence: { requestId: IDS.PERSON },
    });
  });
  it("is not taken for a vault with access policies, nor the other way round", () => {
    const policies = dataPlane(
      "Forbidden",
      "The user does not have keys get permission on key vault 'kv-one;location=x'.",
      "AccessDenied",
    );
    expect(first(policies, null).rule).toBe("access-policy-denied");
  });
});

describe("what a managed HSM shares with vaults has its own words and commands", () => {
  test.each([
    ["key not found", missing, "key-not-found", /az keyvault key recover .*--hsm-name hsm-contoso --name/],
    ["throttled", dataPlane("Throttled", "Too many requests."), "throttled", null],
    [
      "its firewall",
      dataPlane(
        "Forbidden",
        "Client address is not authorized and caller is not a trusted service.\r\nClient address: 20.88.123.53",
        "ForbiddenByFirewall",
      ),
      "forbidden-by-firewall",
      /network-rule add .*--hsm-name hsm-contoso --ip-address 20\.88\.123\.53/,
    ],
    [
      "public access off",
      dataPlane("Forbidden", "Connection is not an approved private link.", "ForbiddenByConnection"),
      "forbidden-by-connection",
      /az keyvault update-hsm .*--hsm-name hsm-contoso --bypass AzureServices/,
    ],
    [
      "deleted",
      arm("ConflictError", "A Managed HSM with the same name already exists in deleted state."),
      "vault-soft-deleted",
      /az keyvault recover --subscription \S+ --hsm-name hsm-contoso --location westeurope/,
    ],
    [
      "a disabled key",
      "Operation wrapKey is not allowed on a disabled key.",
      "key-disabled",
      /--hsm-name hsm-contoso/,
    ],
  ])("%s", (_name, text, rule, script) => {
    for (const messages of [en, fr]) {
      const view = viewIn(messages, text);
      expect(view.rule).toBe(rule);
      if (script) expect(view.script).toMatch(script);
      else expect(view.script).toBeNull();
      expect(`${view.title} ${view.meaning} ${view.fix} ${view.move}`).not.toMatch(/\bvaults?\b|coffre/i);
    }
  });
  it("names the security domain's owner, and keeps its keys with them", () => {
    const idle = viewIn(en, '{"activationStatus":"NotActivated","type":"Microsoft.KeyVault/managedHSMs"}');
    expect(idle.move).toContain("the owner of the managed HSM");
    expect(idle.script).toMatch(/security-domain download .*--hsm-name hsm-contoso[^]*--sd-quorum 2/);
    const lost = viewIn(en, "The security domain does not match the exchange key of the managed HSM.");
    expect(lost.script).toMatch(/security-domain init-recovery[^]*security-domain upload/);
  });
  it("leaves vaults with theirs", () => {
    const vault = decodeText(missing, expectedOf([sampleInput("aep")], IDS.PERSON))[0];
    expect(vault).toMatchObject({ store: "vault", script: { script: "recover-key" } });
    expect(vault?.script).not.toHaveProperty("hsm");
  });
});
