import type { LocalAssignment, Lock } from "./access-types";
import type { AdobeCredential, AdobeOrg, CareTicket, CmkConfig, EventsState } from "./adobe-types";
import type { DiagnosticSetting, KeptLogs, Monitor } from "./log-types";
import type { AuthCode, RefreshToken } from "./session-types";
import type { Fault, Settings } from "./settings-types";

/**
 * The sandbox's world: everything that Entra, Azure and Adobe would remember.
 * Plain JSON, so that it survives a restart as one file. Times are ISO 8601 strings.
 */

export type Guid = string;

export type Account = {
  objectId: Guid;
  tenantId: Guid; // home tenant
  upn: string;
  displayName: string;
  directoryRoles: Guid[]; // role template ids
  appRoles: string[]; // on the Clavis registration, e.g. Clavis.Admin
  demoRole: string; // what the chooser page calls this account
};

export type AppRegistration = {
  appId: Guid;
  homeTenantId: Guid;
  displayName: string;
  secrets: string[];
  redirectUris: string[];
  multiTenant: boolean;
  appRoles: { id: Guid; value: string }[];
  graphPermissions?: string[]; // what its registration asks of Microsoft Graph as an application
  publisher: "adobe" | "customer" | "microsoft";
};

export type ServicePrincipal = {
  id: Guid;
  appId: Guid;
  tenantId: Guid;
  displayName: string;
  accountEnabled: boolean;
  appOwnerOrganizationId: Guid;
  createdDateTime: string;
  graphAppRoles: string[]; // application permissions on Microsoft Graph, e.g. Application.Read.All
};

export type Tenant = { id: Guid; displayName: string; defaultDomain: string };

export type Subscription = {
  id: Guid;
  tenantId: Guid;
  displayName: string;
  state: "Enabled" | "Disabled" | "Warned" | "PastDue" | "Deleted";
  registeredProviders: string[];
};

export type ResourceGroup = {
  subscriptionId: Guid;
  name: string;
  location: string;
  tags: Record<string, string>;
};

export type NetworkRules = {
  bypass: "AzureServices" | "None";
  defaultAction: "Allow" | "Deny";
  ipRules: { value: string }[];
  virtualNetworkRules: { id: string }[];
};

export type Vault = {
  name: string;
  subscriptionId: Guid;
  resourceGroup: string;
  location: string;
  tenantId: Guid;
  tags: Record<string, string>;
  sku: "standard" | "premium" | "managed-hsm";
  /** Managed HSMs only: whether somebody has taken possession of it. */
  activated?: boolean;
  enableSoftDelete: boolean | null;
  softDeleteRetentionInDays: number;
  enablePurgeProtection: true | null;
  enableRbacAuthorization: boolean | null;
  accessPolicies: unknown[];
  enabledForDeployment: boolean;
  enabledForDiskEncryption: boolean;
  enabledForTemplateDeployment: boolean;
  publicNetworkAccess: "Enabled" | "Disabled" | "SecuredByPerimeter";
  networkAcls: NetworkRules | null;
  /** When the network rules last changed: rules take a while to apply. */
  networkChangedAt: string;
  /** The rules before that change, still in effect until the new ones apply. */
  networkBefore?: Pick<Vault, "publicNetworkAccess" | "networkAcls"> | null;
  createdAt: string;
  createdBy: string;
  lastModifiedAt: string;
  lastModifiedBy: string;
  /** RegisteringDns until this time. */
  readyAt: string;
  deleted: null | { deletionDate: string; scheduledPurgeDate: string };
};

export type KeyVersion = {
  version: string;
  enabled: boolean;
  notBefore: string | null;
  expires: string | null;
  created: string;
  updated: string;
  ops: string[];
  kty: "RSA" | "RSA-HSM" | "EC" | "EC-HSM" | "oct-HSM";
  size: number;
  curve: string | null;
  /** PKCS#8 PEM of the real private key (RSA only). */
  privateKey: string | null;
  tags: Record<string, string>;
};

export type RotationPolicy = {
  lifetimeActions: {
    trigger: { timeAfterCreate?: string; timeBeforeExpiry?: string };
    action: { type: "Rotate" | "Notify" };
  }[];
  attributes: { expiryTime?: string | null; created: string; updated: string };
};

export type Key = {
  vaultName: string;
  name: string;
  versions: KeyVersion[]; // oldest first
  rotationPolicy: RotationPolicy | null;
  deleted: null | { deletedDate: string; scheduledPurgeDate: string };
};

export type RoleAssignment = {
  id: Guid;
  scope: string;
  roleDefinitionId: Guid;
  principalId: Guid;
  principalType: "User" | "ServicePrincipal" | "Group";
  condition: string | null;
  description: string | null;
  createdOn: string;
  createdBy: Guid;
  /** The data plane honours the assignment from this time on; the control plane at once. */
  effectiveAt: string;
};

/** A message that Slack, Teams or a webhook's receiver took, as it came. `id`: its webhook-id, where it has one. */
export type SentMessage = { at: string; host: string; path: string; id: string | null; body: string };

/** A mail that was taken, as its recipients' programs would show it. Contents of attachments are base64. */
export type SentMail = {
  id: string;
  at: string;
  from: string;
  to: string[];
  encrypted: boolean;
  headers: Record<string, string>;
  subject: string;
  text: string;
  html: string | null;
  attachments: { name: string; type: string; content: string }[];
};

export type State = EventsState & {
  version: 1;
  settings: Settings;
  signingKey: { kid: string; privateKey: string; publicJwk: Record<string, unknown> };
  tenants: Tenant[];
  accounts: Account[];
  apps: AppRegistration[];
  servicePrincipals: ServicePrincipal[];
  subscriptions: Subscription[];
  resourceGroups: ResourceGroup[];
  vaults: Vault[];
  /** Managed HSMs; left out in states that were stored before there were any. Names differ from those of vaults. */
  hsms?: Vault[];
  localAssignments?: LocalAssignment[];
  keys: Key[];
  roleAssignments: RoleAssignment[];
  locks: Lock[];
  diagnosticSettings: DiagnosticSetting[];
  /** Left out in states that were stored before there were any. */
  monitors?: Monitor[];
  messages?: SentMessage[];
  mails?: SentMail[];
  /** Messages of syslog as they came. */
  syslog?: { at: string; raw: string }[];
  adobeOrgs: AdobeOrg[];
  adobeCredentials: AdobeCredential[];
  cmkConfigs: CmkConfig[];
  careTickets: CareTicket[];
  faults: Fault[];
  authCodes: AuthCode[];
  refreshTokens: RefreshToken[];
} & KeptLogs;

/** A request that came through the proxy, already decrypted. */
export type SandboxRequest = {
  method: string;
  host: string; // without port, lower case
  url: URL;
  headers: Record<string, string>; // lower-case names
  body: Buffer;
  /** The public address this call seems to come from, for firewalls. */
  clientAddress: string;
};

export type SandboxReply = {
  status: number;
  headers?: Record<string, string>;
  /** An object is sent as JSON, a string or Buffer as it is. */
  body?: string | Buffer | object | null;
};

/** What every service is given: the state (change it in place, then call save) and the one clock. */
export type World = {
  state: State;
  now(): Date;
  save(): void;
  /** Fresh state from the seed, settings included. */
  reset(): void;
};

/** One cloud service: which host names it answers for, and its answer. */
export type Service = {
  name: string;
  matches(host: string): boolean;
  handle(request: SandboxRequest, world: World): Promise<SandboxReply>;
};

/** Who a bearer token says is calling, after signature, audience and expiry were checked. */
export type Caller = {
  kind: "user" | "app";
  objectId: Guid; // of the user or of the service principal
  appId: Guid;
  tenantId: Guid;
  name: string; // upn or display name
  scopes: string[]; // delegated scopes
  roles: string[]; // application roles
};
