import type { Vault } from "../core/types";
import { objectOf } from "./arm-call";
import { ArmError, badRequest } from "./arm-error";
import { readNetworkRules, readPublicAccess } from "./network-rules";

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

type Properties = Record<string, unknown>;

function readFlag(properties: Properties, name: string): boolean | undefined {
  const value = properties[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === "boolean") return value;
  throw badRequest(`An invalid value was provided for '${name}'.`);
}

function readSku(value: unknown): "standard" | "premium" {
  const { family, name } = objectOf(value, "sku");
  const tier = String(name ?? "").toLowerCase();
  if (String(family ?? "A").toUpperCase() !== "A" || (tier !== "standard" && tier !== "premium")) {
    throw new ArmError(
      400,
      "SkuNotSupported",
      `The sku '${String(family)}/${String(name)}' is not supported.`,
    );
  }
  return tier;
}

/** Access policies as they are, once each names a directory, somebody and permissions. */
export function readAccessPolicies(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw badRequest("An invalid value was provided for 'accessPolicies'.");
  for (const entry of value) {
    const { tenantId, objectId, permissions } = objectOf(entry, "accessPolicies");
    if (!GUID.test(String(tenantId)) || !GUID.test(String(objectId)) || typeof permissions !== "object") {
      throw badRequest("An invalid value was provided for 'accessPolicies'.");
    }
  }
  return value;
}

function readTenant(value: unknown): string {
  if (typeof value === "string" && GUID.test(value)) return value.toLowerCase();
  throw badRequest("An invalid value was provided for 'tenantId'.");
}

/** Soft delete, retention and purge protection: what was once set cannot be taken back. */
function checkIrreversible(properties: Properties, before: Vault | null): void {
  if (readFlag(properties, "enableSoftDelete") === false) {
    throw badRequest(
      'The property "enableSoftDelete" cannot be set to false. Enabling the soft delete for a vault is an ' +
        "irreversible action.",
    );
  }
  if (readFlag(properties, "enablePurgeProtection") === false) {
    throw badRequest(
      'The property "enablePurgeProtection" cannot be set to false. Enabling the purge protection for a vault is an ' +
        "irreversible action.",
    );
  }
  const days = properties.softDeleteRetentionInDays;
  if (days === undefined || days === null) return;
  if (typeof days !== "number" || !Number.isInteger(days) || days < 7 || days > 90) {
    throw badRequest(
      'An invalid value was provided for "softDeleteRetentionInDays". It must be between 7 and 90.',
    );
  }
  if (before && before.softDeleteRetentionInDays !== days) {
    throw badRequest(
      'The property "softDeleteRetentionInDays" has been set already and it can\'t be modified.',
    );
  }
}

/** What a body changes in a vault. Parts that it does not name are absent. Throws the service's refusals. */
export function readChange(properties: Properties, before: Vault | null): Partial<Vault> {
  checkIrreversible(properties, before);
  const change: Partial<Vault> = {};
  const set = <K extends keyof Vault>(name: K, value: Vault[K] | undefined) => {
    if (value !== undefined) change[name] = value;
  };
  if (properties.tenantId !== undefined) change.tenantId = readTenant(properties.tenantId);
  if (properties.sku !== undefined) change.sku = readSku(properties.sku);
  if (Array.isArray(properties.accessPolicies))
    change.accessPolicies = readAccessPolicies(properties.accessPolicies);
  set("enableSoftDelete", readFlag(properties, "enableSoftDelete"));
  set("enablePurgeProtection", readFlag(properties, "enablePurgeProtection") ? true : undefined);
  set("enableRbacAuthorization", readFlag(properties, "enableRbacAuthorization"));
  set("enabledForDeployment", readFlag(properties, "enabledForDeployment"));
  set("enabledForDiskEncryption", readFlag(properties, "enabledForDiskEncryption"));
  set("enabledForTemplateDeployment", readFlag(properties, "enabledForTemplateDeployment"));
  set("publicNetworkAccess", readPublicAccess(properties.publicNetworkAccess) ?? undefined);
  set("networkAcls", readNetworkRules(properties.networkAcls) ?? undefined);
  const days = properties.softDeleteRetentionInDays;
  if (typeof days === "number") change.softDeleteRetentionInDays = days;
  return change;
}
