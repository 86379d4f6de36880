/** Where it is written who did what: Azure's Activity Log, Key Vault's audit events, Entra's audit log. */
export const LOG_SOURCES = ["activity-log", "key-vault-audit", "directory-audit"] as const;
export type LogSource = (typeof LOG_SOURCES)[number];

/** One change as a cloud recorded it. Times are ISO 8601. */
export type ActivityEntry = {
  source: LogSource;
  /** Unique within its source. */
  eventId: string;
  at: string;
  /** As Azure, Key Vault or Entra name it. */
  operation: string;
  status: "succeeded" | "failed";
  resourceId: string;
  /** Sign-in name of a person, else the id of an application. */
  caller: string | null;
  callerKind: "user" | "application" | null;
  callerIp: string | null;
  correlationId: string | null;
};

/** An entry as it is stored. */
export type ActivityRow = ActivityEntry & { id: string };
