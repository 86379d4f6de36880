import "server-only";
import { listActivity } from "./activity-log";
import { type AzureConfig, createAzureClients } from "./clients";
import { getDeletedKey, getDeletedVault, listDeletedVaults } from "./deleted";
import { listDiagnosticSettings } from "./diagnostic-settings";
import { listDenyAssignments, listLocks } from "./guards";
import { listKeyVersions } from "./key-versions";
import { createKey, getKey, listKeyNames, updateKey } from "./keys";
import { getDeletedManagedHsm, getManagedHsm, listManagedHsms } from "./managed-hsms";
import { getMonitoring } from "./monitoring";
import { listPermissions } from "./permissions";
import type { AzureClient } from "./ports";
import { isProviderRegistered, registerProvider } from "./providers";
import { recoverKey, recoverVault } from "./recover";
import { createResourceGroup, resourceGroupExists } from "./resource-groups";
import { assignRole, listRoleAssignments, removeRoleAssignment } from "./role-assignments";
import { rotateKey } from "./rotate-key";
import { setRotationPolicy } from "./rotation-policy";
import { getSubscription, listSubscriptions, listTenants } from "./subscriptions";
import { queryVaultAudit } from "./vault-audit";
import { checkVaultName, getVault, listVaults } from "./vaults";
import { createVault, updateVault } from "./write-vault";

/** Azure over the official SDKs, as one credential sees it. Nothing is asked before the first method is called. */
export function createAzureClient(config: AzureConfig): AzureClient {
  const clients = createAzureClients(config);
  return {
    listSubscriptions: () => listSubscriptions(clients),
    listTenants: () => listTenants(clients),
    getSubscription: (id) => getSubscription(clients, id),
    isProviderRegistered: (subscriptionId, namespace) =>
      isProviderRegistered(clients, subscriptionId, namespace),
    registerProvider: (operation) => registerProvider(clients, operation),
    resourceGroupExists: (subscriptionId, name) => resourceGroupExists(clients, subscriptionId, name),
    listVaults: (subscriptionId) => listVaults(clients, subscriptionId),
    listManagedHsms: (subscriptionId) => listManagedHsms(clients, subscriptionId),
    getManagedHsm: (subscriptionId, group, name) => getManagedHsm(clients, subscriptionId, group, name),
    getDeletedManagedHsm: (subscriptionId, name) => getDeletedManagedHsm(clients, subscriptionId, name),
    getVault: (subscriptionId, group, name) => getVault(clients, subscriptionId, group, name),
    getDeletedVault: (subscriptionId, location, name) =>
      getDeletedVault(clients, subscriptionId, location, name),
    listDeletedVaults: (subscriptionId) => listDeletedVaults(clients, subscriptionId),
    checkVaultName: (subscriptionId, name) => checkVaultName(clients, subscriptionId, name),
    listKeyNames: (vaultId) => listKeyNames(clients, vaultId),
    getKey: (vaultId, name) => getKey(clients, vaultId, name),
    listKeyVersions: (vaultId, name) => listKeyVersions(clients, vaultId, name),
    getDeletedKey: (vaultUri, name) => getDeletedKey(clients, vaultUri, name),
    listRoleAssignments: (scope, principalId) => listRoleAssignments(clients, scope, principalId),
    listDiagnosticSettings: (resourceId) => listDiagnosticSettings(clients, resourceId),
    listPermissions: (scope, objectId) => listPermissions(clients, scope, objectId),
    listLocks: (resourceId) => listLocks(clients, resourceId),
    listDenyAssignments: (resourceId) => listDenyAssignments(clients, resourceId),
    getMonitoring: (vaultId) => getMonitoring(clients, vaultId),
    listActivity: (vaultId, span) => listActivity(clients, vaultId, span),
    queryVaultAudit: (vaultId, asked) => queryVaultAudit(clients, vaultId, asked),
    createResourceGroup: (operation) => createResourceGroup(clients, operation),
    createVault: (operation) => createVault(clients, operation),
    updateVault: (operation) => updateVault(clients, operation),
    assignRole: (operation) => assignRole(clients, operation),
    createKey: (operation) => createKey(clients, operation),
    updateKey: (operation) => updateKey(clients, operation),
    setRotationPolicy: (operation) => setRotationPolicy(clients, operation),
    rotateKey: (operation) => rotateKey(clients, operation),
    recoverVault: (operation) => recoverVault(clients, operation),
    recoverKey: (operation) => recoverKey(clients, operation),
    removeRoleAssignment: (operation) => removeRoleAssignment(clients, operation),
  };
}
