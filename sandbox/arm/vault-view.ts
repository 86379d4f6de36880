import type { Vault } from "../core/types";
import { vaultAddress, vaultId } from "../keyvault/vault-model";

function systemData(vault: Vault) {
  const kind = (who: string) => (who.includes("@") ? "User" : "Application");
  return {
    createdBy: vault.createdBy,
    createdByType: kind(vault.createdBy),
    createdAt: vault.createdAt,
    lastModifiedBy: vault.lastModifiedBy,
    lastModifiedByType: kind(vault.lastModifiedBy),
    lastModifiedAt: vault.lastModifiedAt,
  };
}

/** A vault as the control plane shows it. Unset switches are absent; `fresh` is the answer that creates it. */
export function vaultView(vault: Vault, now: Date, fresh = false) {
  const ready = Date.parse(vault.readyAt) <= now.getTime();
  return {
    id: vaultId(vault),
    name: vault.name,
    type: "Microsoft.KeyVault/vaults",
    location: vault.location,
    tags: vault.tags,
    systemData: systemData(vault),
    properties: {
      sku: { family: "A", name: vault.sku },
      tenantId: vault.tenantId,
      ...(vault.networkAcls ? { networkAcls: networkView(vault) } : {}),
      accessPolicies: vault.accessPolicies,
      enabledForDeployment: vault.enabledForDeployment,
      enabledForDiskEncryption: vault.enabledForDiskEncryption,
      enabledForTemplateDeployment: vault.enabledForTemplateDeployment,
      ...(vault.enableSoftDelete === null ? {} : { enableSoftDelete: vault.enableSoftDelete }),
      softDeleteRetentionInDays: vault.softDeleteRetentionInDays,
      ...(vault.enableRbacAuthorization === null
        ? {}
        : { enableRbacAuthorization: vault.enableRbacAuthorization }),
      ...(vault.enablePurgeProtection ? { enablePurgeProtection: true } : {}),
      // The creating answer has no slash at the end, every later one has: recorded so.
      vaultUri: fresh && !ready ? vaultAddress(vault) : `${vaultAddress(vault)}/`,
      provisioningState: ready ? "Succeeded" : "RegisteringDns",
      publicNetworkAccess: vault.publicNetworkAccess,
    },
  };
}

function networkView(vault: Vault) {
  const { bypass, defaultAction, ipRules, virtualNetworkRules } = vault.networkAcls ?? {};
  return { bypass, defaultAction, ipRules, virtualNetworkRules };
}

/** A deleted vault in the list of them; purge protection is only named when on. */
export function deletedVaultView(vault: Vault) {
  return {
    id:
      `/subscriptions/${vault.subscriptionId}/providers/Microsoft.KeyVault/locations/${vault.location}` +
      `/deletedVaults/${vault.name}`,
    name: vault.name,
    type: "Microsoft.KeyVault/deletedVaults",
    properties: {
      vaultId: vaultId(vault),
      location: vault.location,
      tags: vault.tags,
      deletionDate: vault.deleted?.deletionDate,
      scheduledPurgeDate: vault.deleted?.scheduledPurgeDate,
      ...(vault.enablePurgeProtection ? { purgeProtectionEnabled: true } : {}),
    },
  };
}
