import "server-only";
import type { RoleAssignment } from "@azure/arm-authorization";
import type { Key, RotationPolicy, Vault } from "@azure/arm-keyvault";
import type { AssignmentFacts, KeyFacts, KeyVersionFacts, VaultFacts } from "@/lib/cmk/facts";
import { vendorFailure } from "./errors";
import { parseVaultId } from "./resource-id";

export function required<T>(value: T | null | undefined, what: string): T {
  if (value !== undefined && value !== null && value !== "") return value;
  throw vendorFailure(
    "azure",
    { status: null, code: null, message: `Azure's answer lacks ${what}.` },
    undefined,
  );
}

export const isWord = (value: string | undefined, word: string) =>
  value?.toLowerCase() === word.toLowerCase();

/** A new vault's address comes without a trailing slash, later with one: always with. */
export function withSlash(uri: string): string {
  return uri.endsWith("/") ? uri : `${uri}/`;
}

/** Left out means on; a word that we do not know is read as closed. */
export function publicAccess(value: string | undefined): VaultFacts["publicNetworkAccess"] {
  if (value === undefined || value === null || isWord(value, "Enabled")) return "Enabled";
  return isWord(value, "SecuredByPerimeter") ? "SecuredByPerimeter" : "Disabled";
}

export const isoOf = (time: Date | undefined) => (time ? new Date(time).toISOString() : null);

/** A vault as Azure Resource Manager shows it. No network rules means open, with trusted services let through. */
export function mapVault(vault: Vault, keyVaultSuffix: string): VaultFacts {
  const id = required(vault.id, "the vault's id");
  const { subscriptionId, resourceGroup, name } = parseVaultId(id);
  const properties = required(vault.properties, "the vault's properties");
  const acls = properties.networkAcls;
  const sku = properties.sku?.name?.toLowerCase();
  return {
    exists: true,
    id,
    name: vault.name ?? name,
    resourceGroup,
    subscriptionId,
    location: required(vault.location, "the vault's location"),
    tenantId: required(properties.tenantId, "the vault's tenant").toLowerCase(),
    uri: withSlash(properties.vaultUri ?? `https://${name.toLowerCase()}.${keyVaultSuffix}`),
    sku: sku === "standard" || sku === "premium" ? sku : null,
    softDelete: properties.enableSoftDelete ?? null,
    retentionDays: properties.softDeleteRetentionInDays ?? null,
    purgeProtection: properties.enablePurgeProtection ?? null,
    rbac: properties.enableRbacAuthorization ?? null,
    provisioningState: properties.provisioningState ?? null,
    publicNetworkAccess: publicAccess(properties.publicNetworkAccess),
    defaultAction: isWord(acls?.defaultAction, "Deny") ? "Deny" : "Allow",
    bypassAzureServices:
      acls?.bypass === undefined || acls.bypass === null || isWord(acls.bypass, "AzureServices"),
    ipRules: (acls?.ipRules ?? []).map((rule) => rule.value).filter(Boolean),
    virtualNetworkRules: (acls?.virtualNetworkRules ?? []).length,
    privateEndpoints: (properties.privateEndpointConnections ?? []).filter((entry) =>
      isWord(entry.privateLinkServiceConnectionState?.status, "Approved"),
    ).length,
    legacyUses: [
      ...(properties.enabledForDeployment ? ["enabledForDeployment"] : []),
      ...(properties.enabledForDiskEncryption ? ["enabledForDiskEncryption"] : []),
      ...(properties.enabledForTemplateDeployment ? ["enabledForTemplateDeployment"] : []),
    ],
    accessPolicies: (properties.accessPolicies ?? []).length,
    createdOn: isoOf(vault.systemData?.createdAt),
    modifiedOn: isoOf(vault.systemData?.lastModifiedAt),
  };
}

const toIso = (seconds: number | undefined | null) =>
  typeof seconds === "number" ? new Date(seconds * 1000).toISOString() : null;

/**
 * After what time the policy makes a new version. A policy that counts back from the expiry turns over once per
 * life of a version; without a life it never does.
 */
export function rotationInterval(policy: RotationPolicy | undefined): string | null {
  const rotate = policy?.lifetimeActions?.find((entry) => isWord(entry.action?.type, "rotate"));
  if (!rotate) return null;
  return rotate.trigger?.timeAfterCreate ?? policy?.attributes?.expiryTime ?? null;
}

/** A policy in full; null when the key has none. Left out by Azure when empty. */
export function mapRotationPolicy(policy: RotationPolicy | undefined): KeyFacts["rotationPolicy"] {
  const actions = policy?.lifetimeActions ?? [];
  const expiryTime = policy?.attributes?.expiryTime ?? null;
  if (actions.length === 0 && expiryTime === null) return null;
  const rotate = actions.find((entry) => isWord(entry.action?.type, "rotate"))?.trigger;
  const notify = actions.find((entry) => isWord(entry.action?.type, "notify"))?.trigger;
  return {
    rotateAfter: rotate?.timeAfterCreate ?? null,
    rotateBefore: rotate?.timeBeforeExpiry ?? null,
    notifyBefore: notify?.timeBeforeExpiry ?? null,
    expiryTime,
  };
}

/** One version of a key from a listing, as the control plane shows it. */
export function mapKeyVersion(key: Key): KeyVersionFacts {
  const version = /\/([0-9a-f]{32})$/i.exec(key.keyUriWithVersion ?? "")?.[1] ?? key.name;
  return {
    version: required(version, "the version's name").toLowerCase(),
    enabled: key.attributes?.enabled ?? null,
    created: toIso(key.attributes?.created),
    notBefore: toIso(key.attributes?.notBefore),
    expires: toIso(key.attributes?.expires),
  };
}

/** The newest version of a key, as the control plane shows it. */
export function mapKey(key: Key): KeyFacts {
  const identifier = required(key.keyUri, "the key's address");
  const [, host, name] = /^(https:\/\/[^/]+)\/keys\/([^/]+)$/i.exec(identifier) ?? [];
  return {
    exists: true,
    vaultUri: withSlash(required(host, "the vault in the key's address")),
    name: required(name, "the name in the key's address"),
    identifier,
    version: /\/([0-9a-f]{32})$/i.exec(key.keyUriWithVersion ?? "")?.[1] ?? null,
    type: required(key.kty, "the key's type"),
    size: key.keySize ?? null,
    operations: key.keyOps ?? [],
    enabled: key.attributes?.enabled ?? null,
    notBefore: toIso(key.attributes?.notBefore),
    expires: toIso(key.attributes?.expires),
    recoveryLevel: key.attributes?.recoveryLevel ?? null,
    exportable: key.attributes?.exportable ?? null,
    rotates: rotationInterval(key.rotationPolicy),
    created: toIso(key.attributes?.created),
    rotationPolicy: mapRotationPolicy(key.rotationPolicy),
  };
}

/** A role assignment; the role is the GUID at the end of its definition's id. */
export function mapAssignment(assignment: RoleAssignment): AssignmentFacts {
  const definition = required(assignment.roleDefinitionId, "the assignment's role");
  return {
    id: required(assignment.id, "the assignment's id"),
    roleDefinitionId: (definition.split("/").at(-1) ?? definition).toLowerCase(),
    principalId: required(assignment.principalId, "the assignment's principal"),
    principalType: assignment.principalType ?? null,
    scope: required(assignment.scope, "the assignment's scope"),
    condition: assignment.condition ?? null,
    createdOn: assignment.createdOn ? new Date(assignment.createdOn).toISOString() : null,
  };
}
