import "server-only";
import type { AssignmentFacts, KeyFacts, KeyVersionFacts, PrincipalFacts, VaultFacts } from "@/lib/cmk/facts";
import type { Operation } from "@/lib/cmk/plan";

type Create<Op extends Operation["op"]> = Extract<Operation, { op: Op }>;

/** What the person (or identity) behind the token may do at a scope. Wildcards are already evaluated. */
export type Permissions = {
  allowsAction(action: string): boolean;
  allowsDataAction(action: string): boolean;
};

export type NameAvailability = {
  available: boolean;
  reason: "taken" | "invalid" | null;
  message: string | null;
};
export type SoftDeleted = { deletedOn: string | null; purgeOn: string | null };

/** Azure, as one signed-in person or identity sees it. Every method may throw a VendorError. */
export type AzureClient = {
  listSubscriptions(): Promise<{ id: string; name: string; tenantId: string; state: string }[]>;
  /** null when the subscription does not exist or the caller may not see it. */
  getSubscription(
    subscriptionId: string,
  ): Promise<{ id: string; name: string; tenantId: string; state: string } | null>;
  resourceGroupExists(subscriptionId: string, name: string): Promise<boolean>;
  listVaults(subscriptionId: string): Promise<VaultFacts[]>;
  /** null when it does not exist. */
  getVault(subscriptionId: string, resourceGroup: string, name: string): Promise<VaultFacts | null>;
  getDeletedVault(subscriptionId: string, location: string, name: string): Promise<SoftDeleted | null>;
  checkVaultName(subscriptionId: string, name: string): Promise<NameAvailability>;
  listKeyNames(vaultId: string): Promise<string[]>;
  /** The key's newest version with its rotation policy, through the control plane; null when absent. */
  getKey(vaultId: string, name: string): Promise<KeyFacts | null>;
  /** All versions, newest first, through the control plane; empty when the key is absent. */
  listKeyVersions(vaultId: string, name: string): Promise<KeyVersionFacts[]>;
  /** Through the data plane; null when nothing of that name is soft-deleted, or it may not be asked. */
  getDeletedKey(vaultUri: string, name: string): Promise<SoftDeleted | null>;
  /** All assignments in effect at the scope, inherited ones included; only the principal's when one is given. */
  listRoleAssignments(scope: string, principalId?: string): Promise<AssignmentFacts[]>;
  listPermissions(scope: string): Promise<Permissions>;

  /** Each of these does nothing when what it makes is there already, and waits until Azure says it is finished. */
  createResourceGroup(operation: Create<"create-resource-group">): Promise<void>;
  createVault(operation: Create<"create-vault">): Promise<void>;
  updateVault(operation: Create<"update-vault">): Promise<void>;
  assignRole(operation: Create<"assign-role"> & { principalId: string }): Promise<void>;
  createKey(operation: Create<"create-key">): Promise<void>;
  updateKey(operation: Create<"update-key">): Promise<void>;
  setRotationPolicy(operation: Create<"set-rotation-policy">): Promise<void>;
  rotateKey(operation: Create<"rotate-key">): Promise<void>;
};

/** Microsoft Graph, in one tenant. */
export type DirectoryClient = {
  me(): Promise<{ objectId: string; name: string }>;
  /** Template ids of the directory roles that the signed-in person holds, through groups too. */
  myDirectoryRoles(): Promise<string[]>;
  /** null when the application has no service principal in this tenant. */
  getServicePrincipal(appId: string): Promise<PrincipalFacts | null>;
  createServicePrincipal(appId: string): Promise<PrincipalFacts>;
};
