import { expect, test } from "vitest";
import { keySchema, vaultSchema } from "@/lib/cmk/facts";
import { VendorError } from "@/lib/vendor-error";
import { mapAssignment, mapKey, mapKeyVersion, mapVault } from "./map";

const ID = "/subscriptions/S/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-one";
const SKU = { family: "A", name: "premium" } as const;
const bare = { id: ID, name: "kv-one", location: "westeurope", properties: { tenantId: "T", sku: SKU } };
const map = (properties: object) =>
  mapVault({ ...bare, properties: { ...bare.properties, ...properties } }, "vault.azure.net");

test("a vault with everything left out: open, and unknown where Azure is silent", () => {
  const facts = map({});
  expect(vaultSchema.parse(facts)).toEqual(facts);
  expect(facts).toMatchObject({
    uri: "https://kv-one.vault.azure.net/",
    tenantId: "t",
    softDelete: null,
    retentionDays: null,
    purgeProtection: null,
    rbac: null,
    provisioningState: null,
    publicNetworkAccess: "Enabled",
    defaultAction: "Allow",
    bypassAzureServices: true,
    ipRules: [],
  });
});

test.each([
  [{ publicNetworkAccess: "enabled" }, { publicNetworkAccess: "Enabled" }],
  [{ publicNetworkAccess: "disabled" }, { publicNetworkAccess: "Disabled" }],
  [{ publicNetworkAccess: "SecuredByPerimeter" }, { publicNetworkAccess: "SecuredByPerimeter" }],
  [{ publicNetworkAccess: "SomethingNew" }, { publicNetworkAccess: "Disabled" }],
  [{ sku: { family: "A", name: "Standard" } }, { sku: "standard" }],
  [{ sku: { family: "B", name: "Custom_B32" } }, { sku: null }],
  [{ vaultUri: "https://kv-one.vault.azure.net" }, { uri: "https://kv-one.vault.azure.net/" }],
  [
    { networkAcls: { defaultAction: "Deny", bypass: "None" } },
    { defaultAction: "Deny", bypassAzureServices: false },
  ],
  [{ networkAcls: { defaultAction: "Deny" } }, { defaultAction: "Deny", bypassAzureServices: true }],
  [{ networkAcls: { ipRules: [{ value: "20.88.123.53/32" }] } }, { ipRules: ["20.88.123.53/32"] }],
  [
    { enablePurgeProtection: true, enableRbacAuthorization: false },
    { purgeProtection: true, rbac: false },
  ],
])("%o is read as %o", (given, expected) => {
  expect(map(given)).toMatchObject(expected);
});

test.each([
  ["no id", { ...bare, id: undefined }],
  ["an id of something else", { ...bare, id: "/subscriptions/S/resourceGroups/rg" }],
  ["no place", { ...bare, location: undefined }],
  ["no tenant", { ...bare, properties: { sku: SKU } as never }],
])("a vault with %s is no answer", (_name, vault) => {
  expect(() => mapVault(vault, "vault.azure.net")).toThrow(VendorError);
});

const KEY = {
  keyUri: "https://kv-one.vault.azure.net/keys/adobe",
  keyUriWithVersion: "https://kv-one.vault.azure.net/keys/adobe/0123456789abcdef0123456789abcdef",
  kty: "RSA-HSM",
};

test("a key with nothing but its address and type", () => {
  const facts = mapKey(KEY);
  expect(keySchema.parse(facts)).toEqual(facts);
  expect(facts).toEqual({
    exists: true,
    vaultUri: "https://kv-one.vault.azure.net/",
    name: "adobe",
    identifier: KEY.keyUri,
    version: "0123456789abcdef0123456789abcdef",
    type: "RSA-HSM",
    size: null,
    operations: [],
    enabled: null,
    notBefore: null,
    expires: null,
    recoveryLevel: null,
    exportable: null,
    rotates: null,
    created: null,
    rotationPolicy: null,
  });
});

test("times are seconds since 1970, zero included", () => {
  expect(mapKey({ ...KEY, attributes: { notBefore: 0, expires: 1_800_000_000 } })).toMatchObject({
    notBefore: "1970-01-01T00:00:00.000Z",
    expires: "2027-01-15T08:00:00.000Z",
  });
});

test.each([
  [[{ trigger: { timeAfterCreate: "P18M" }, action: { type: "rotate" } }], undefined, "P18M"],
  [[{ trigger: { timeAfterCreate: "P18M" }, action: { type: "Rotate" } }], undefined, "P18M"],
  [[{ trigger: { timeBeforeExpiry: "P30D" }, action: { type: "rotate" } }], "P2Y", "P2Y"],
  [[{ trigger: { timeBeforeExpiry: "P30D" }, action: { type: "rotate" } }], undefined, null],
  [[{ trigger: { timeBeforeExpiry: "P30D" }, action: { type: "notify" } }], "P2Y", null],
  [[], undefined, null],
])("policy %o with life %s rotates after %s", (lifetimeActions, expiryTime, expected) => {
  const rotationPolicy = { lifetimeActions, attributes: { expiryTime } };
  expect(mapKey({ ...KEY, rotationPolicy: rotationPolicy as never }).rotates).toBe(expected);
});

test("a policy is kept in full, whatever the case of its words", () => {
  const rotationPolicy = {
    lifetimeActions: [
      { trigger: { timeAfterCreate: "P18M" }, action: { type: "Rotate" } },
      { trigger: { timeBeforeExpiry: "P30D" }, action: { type: "notify" } },
    ],
    attributes: { expiryTime: "P2Y" },
  };
  expect(mapKey({ ...KEY, rotationPolicy: rotationPolicy as never }).rotationPolicy).toEqual({
    rotateAfter: "P18M",
    rotateBefore: null,
    notifyBefore: "P30D",
    expiryTime: "P2Y",
  });
});

test("a version of a listing is named by its address", () => {
  const listed = { ...KEY, name: "other", attributes: { enabled: false, created: 1_800_000_000 } };
  expect(mapKeyVersion(listed)).toEqual({
    version: "0123456789abcdef0123456789abcdef",
    enabled: false,
    created: "2027-01-15T08:00:00.000Z",
    notBefore: null,
    expires: null,
  });
});

test("an assignment names its role by the GUID alone", () => {
  const facts = mapAssignment({
    id: "i",
    roleDefinitionId:
      "/subscriptions/S/providers/Microsoft.Authorization/roleDefinitions/E147488A-f6f5-4113-8e2d-b22465e65bf6",
    principalId: "p",
    scope: ID,
    createdOn: new Date("2026-01-02T03:04:05Z"),
  });
  expect(facts).toEqual({
    id: "i",
    roleDefinitionId: "e147488a-f6f5-4113-8e2d-b22465e65bf6",
    principalId: "p",
    principalType: null,
    scope: ID,
    condition: null,
    createdOn: "2026-01-02T03:04:05.000Z",
  });
});
