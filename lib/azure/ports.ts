import "server-only";
import type { ActivityEntry } from "@/lib/cmk/activity/activity";
import type {
  AssignmentFacts,
  ExtensionFacts,
  KeyFacts,
  KeyVersionFacts,
  PrincipalFacts,
  SoftDeletedFacts,
  VaultFacts,
} from "@/lib/cmk/facts";
import type { KeyUseFacts } from "@/lib/cmk/input";
import type { Operation } from "@/lib/cmk/plan";
import type { LockFacts, MonitoringFacts } from "@/lib/cmk/watch-facts";

type Create<Op extends Operation["op"]> = Extract<Operation, { op: Op }>;

/** What the person (or identity) behind the token may do at a scope. Wildcards are already evaluated. */
export type Permissions = {
  allowsAction(action: string): boolean;
  /** null: it cannot be told, as with a role that a group holds in a managed HSM. */
  allowsDataAction(action: string): boolean | null;
};

export type NameAvailability = {
  available: boolean;
  reason: "taken" | "invalid" | null;
  message: string | null;
};
export type SoftDeleted = { deletedOn: string | null; purgeOn: string | null };
/** A soft-deleted vault with its place, but for the subscription's name, which its id does not tell. */
export type DeletedVault = SoftDeletedFacts & { name: string; place: NonNullable<SoftDeletedFacts["place"]> };

/** Somebody is kept from something, whatever their roles. `principals` may hold the id that stands for everybody. */
export type DenyAssignment = {
  id: string;
  name: string;
  scope: string;
  principals: string[];
  excluded: string[];
  permissions: { dataActions: string[]; notDataActions: string[] }[];
};

export type AuditQuestion = {
  /** Resource id of the workspace that a diagnostic setting names. */
  workspaceId: string;
  /** Whether that setting writes into the table of Key Vault's own. */
  dedicated: boolean;
  changesSince: Date;
  usesSince: Date;
};
export type VaultAudit = { changes: ActivityEntry[]; uses: KeyUseFacts[] };

/** Azure, as one signed-in person or identity sees it. Every method may throw a VendorError. */
export type AzureClient = {
  listSubscriptions(): Promise<{ id: string; name: string; tenantId: string; state: string }[]>;
  /** Ids of the tenants that the caller's account belongs to, its home and those where it is a guest. */
  listTenants(): Promise<string[]>;
  /** null when the subscription does not exist or the caller may not see it. */
  getSubscription(
    subscriptionId: string,
  ): Promise<{ id: string; name: string; tenantId: string; state: string } | null>;
  /** Whether the subscription may use a provider's resources, such as Microsoft.KeyVault's. */
  isProviderRegistered(subscriptionId: string, namespace: string): Promise<boolean>;
  resourceGroupExists(subscriptionId: string, name: string): Promise<boolean>;
  listVaults(subscriptionId: string): Promise<VaultFacts[]>;
  /** The managed HSMs of a subscription that the caller may see, in the same shape. */
  listManagedHsms(subscriptionId: string): Promise<VaultFacts[]>;
  /** null when it does not exist. */
  getManagedHsm(subscriptionId: string, resourceGroup: string, name: string): Promise<VaultFacts | null>;
  /** A soft-deleted managed HSM of this name; null when there is none. */
  getDeletedManagedHsm(subscriptionId: string, name: string): Promise<DeletedVault | null>;
  /** null when it does not exist. */
  getVault(subscriptionId: string, resourceGroup: string, name: string): Promise<VaultFacts | null>;
  getDeletedVault(subscriptionId: string, location: string, name: string): Promise<SoftDeleted | null>;
  /** Every soft-deleted vault of a subscription, in all regions. */
  listDeletedVaults(subscriptionId: string): Promise<DeletedVault[]>;
  checkVaultName(subscriptionId: string, name: string): Promise<NameAvailability>;
  listKeyNames(vaultId: string): Promise<string[]>;
  /** The key's newest version with its rotation policy, through the control plane; null when absent. */
  getKey(vaultId: string, name: string): Promise<KeyFacts | null>;
  /** All versions, newest first, through the control plane; empty when the key is absent. */
  listKeyVersions(vaultId: string, name: string): Promise<KeyVersionFacts[]>;
  /** Through the data plane. `hidden`: the code with which the vault kept the caller from looking. */
  getDeletedKey(
    vaultUri: string,
    name: string,
  ): Promise<{ softDeleted: SoftDeleted | null; hidden: string | null }>;
  /** All assignments in effect at the scope, inherited ones included; only the principal's when one is given. */
  listRoleAssignments(scope: string, principalId?: string): Promise<AssignmentFacts[]>;
  listDiagnosticSettings(resourceId: string): Promise<NonNullable<ExtensionFacts["diagnosticSettings"]>>;
  /** `objectId` is the caller's own: only a managed HSM has to be told. */
  listPermissions(scope: string, objectId?: string): Promise<Permissions>;
  /** Inherited ones included. */
  listLocks(resourceId: string): Promise<LockFacts[]>;
  listDenyAssignments(resourceId: string): Promise<DenyAssignment[]>;
  /** Logs, alert rules, events and Defender of a vault; what could not be asked besides the logs is null. */
  getMonitoring(vaultId: string): Promise<MonitoringFacts>;
  /** What the Activity Log has of a vault, and of who may do what in its subscription, oldest first. */
  listActivity(vaultId: string, span: { since: Date; until: Date }): Promise<ActivityEntry[]>;
  /** Audit events of a vault that reached a workspace: changes since a time, oldest first, and the last uses. */
  queryVaultAudit(vaultId: string, asked: AuditQuestion): Promise<VaultAudit>;

  /** Each of these does nothing when what it makes is there already, and waits until Azure says it is finished. */
  registerProvider(operation: Create<"register-provider">): Promise<void>;
  createResourceGroup(operation: Create<"create-resource-group">): Promise<void>;
  createVault(operation: Create<"create-vault">): Promise<void>;
  updateVault(operation: Create<"update-vault">): Promise<void>;
  assignRole(operation: Create<"assign-role"> & { principalId: string }): Promise<void>;
  createKey(operation: Create<"create-key">): Promise<void>;
  updateKey(operation: Create<"update-key">): Promise<void>;
  setRotationPolicy(operation: Create<"set-rotation-policy">): Promise<void>;
  rotateKey(operation: Create<"rotate-key">): Promise<void>;
  recoverVault(operation: Create<"recover-vault">): Promise<void>;
  recoverKey(operation: Create<"recover-key">): Promise<void>;
  removeRoleAssignment(operation: Create<"remove-role-assignment">): Promise<void>;
};

/** Microsoft Graph, in one tenant. */
export type DirectoryClient = {
  me(): Promise<{ objectId: string; name: string }>;
  /** Template ids of the directory roles that the signed-in person holds, through groups too. */
  myDirectoryRoles(): Promise<string[]>;
  /** null when the application has no service principal in this tenant. */
  getServicePrincipal(appId: string): Promise<PrincipalFacts | null>;
  /** Whether the tenant knows a service principal of this object id. */
  hasServicePrincipal(objectId: string): Promise<boolean>;
  createServicePrincipal(appId: string): Promise<PrincipalFacts>;
  /** What the directory's audit log has of an application's service principal since a time, oldest first. */
  listPrincipalAudits(appId: string, since: Date): Promise<ActivityEntry[]>;
};
