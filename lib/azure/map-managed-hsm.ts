import "server-only";
import type { ManagedHsm } from "@azure/arm-keyvault";
import type { VaultFacts } from "@/lib/cmk/facts";
import { isoOf, isWord, publicAccess, required, withSlash } from "./map";
import { parseHsmScope } from "./resource-id";

/** Azure's words for one that works; `Activated` is what some answer instead of `Succeeded`. */
const READY = ["succeeded", "activated"];

/**
 * A managed HSM as Azure Resource Manager shows it, in the shape of a vault. Its access is always by roles, which
 * are its own. `uriOf` gives the address that belongs to a name.
 */
export function mapManagedHsm(hsm: ManagedHsm, uriOf: (name: string) => string): VaultFacts {
  const id = required(hsm.id, "the managed HSM's id");
  const { subscriptionId, resourceGroup, name } = parseHsmScope(id);
  const properties = required(hsm.properties, "the managed HSM's properties");
  const acls = properties.networkAcls;
  const state = properties.provisioningState ?? null;
  const activation = properties.securityDomainProperties?.activationStatus?.toLowerCase() ?? null;
  return {
    exists: true,
    id,
    name: hsm.name ?? name,
    resourceGroup,
    subscriptionId,
    location: required(hsm.location, "the managed HSM's location"),
    tenantId: required(properties.tenantId, "the managed HSM's tenant").toLowerCase(),
    uri: withSlash(properties.hsmUri ?? uriOf(name)),
    sku: "managed-hsm",
    activated:
      activation === null || activation === "unknown"
        ? isWord(state ?? undefined, "activated") || null
        : activation === "active",
    softDelete: properties.enableSoftDelete ?? null,
    retentionDays: properties.softDeleteRetentionInDays ?? null,
    purgeProtection: properties.enablePurgeProtection ?? null,
    rbac: true,
    provisioningState: state !== null && READY.includes(state.toLowerCase()) ? "Succeeded" : state,
    publicNetworkAccess: publicAccess(properties.publicNetworkAccess),
    defaultAction: isWord(acls?.defaultAction, "Deny") ? "Deny" : "Allow",
    bypassAzureServices:
      acls?.bypass === undefined || acls.bypass === null || isWord(acls.bypass, "AzureServices"),
    ipRules: (acls?.ipRules ?? []).map((rule) => rule.value).filter(Boolean),
    virtualNetworkRules: (acls?.virtualNetworkRules ?? []).length,
    privateEndpoints: (properties.privateEndpointConnections ?? []).filter((entry) =>
      isWord(entry.privateLinkServiceConnectionState?.status, "Approved"),
    ).length,
    legacyUses: [],
    accessPolicies: 0,
    createdOn: isoOf(hsm.systemData?.createdAt),
    modifiedOn: isoOf(hsm.systemData?.lastModifiedAt),
  };
}
