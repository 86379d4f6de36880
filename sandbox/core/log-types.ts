import type { Guid } from "./types";

/** Who did something, as logs name them: people by sign-in name, applications by object id. */
export type Doer = {
  kind: "user" | "app";
  objectId: Guid;
  appId: Guid | null;
  tenantId: Guid;
  name: string;
  address: string;
};

export type DiagnosticSetting = { resourceUri: string; name: string; properties: Record<string, unknown> };

/** An alert rule, an event subscription or a Defender plan, as it was given. */
export type Monitor = {
  scope: string;
  type: string;
  name: string;
  location: string | null;
  properties: Record<string, unknown>;
};

/** One line of a subscription's Activity Log. */
export type ActivityEvent = {
  id: Guid;
  at: string;
  operation: string; // as providers name it, e.g. Microsoft.KeyVault/vaults/write
  status: "Succeeded" | "Failed";
  httpStatus: number;
  resourceId: string;
  by: Doer;
  correlationId: Guid;
};

/** One audit event of a vault, as it reached the workspace that a diagnostic setting named at that time. */
export type AuditEvent = {
  id: Guid;
  at: string;
  workspaceId: string; // resource id, lower case
  /** Into the table of its own (AZKVAuditLogs), or into AzureDiagnostics. */
  dedicated: boolean;
  vaultId: string;
  operation: string; // e.g. KeyUnwrap
  httpStatus: number;
  keyId: string | null;
  requestUri: string;
  by: Doer;
  correlationId: Guid;
};

/** One line of a directory's audit log. */
export type DirectoryAudit = {
  id: Guid;
  at: string;
  activity: string; // e.g. Update service principal
  target: { id: Guid; displayName: string; appId: Guid };
  changed: { name: string; before: string; after: string }[];
  by: Doer;
};

export type Workspace = { id: string; name: string; location: string; customerId: Guid };

/** Something that was done behind the product's back, with what takes it back. */
export type Story = { id: Guid; at: string; action: string; where: string; by: string; before: object };

/** The logs of a world; left out in states that were stored before there were any. */
export type KeptLogs = {
  activity?: ActivityEvent[];
  auditEvents?: AuditEvent[];
  directoryAudits?: DirectoryAudit[];
  workspaces?: Workspace[];
  stories?: Story[];
  /** When Adobe last used each key, by vault and key. */
  keyUses?: Record<string, { at: string; version: string }>;
};
