import "server-only";

/** What of an audit entry is exported, of one organisation or of all. */
export const AUDIT_COLUMNS = [
  "id",
  "organisation",
  "sequence",
  "at",
  "actorKind",
  "actorName",
  "action",
  "subject",
  "before",
  "after",
  "correlationId",
  "hash",
] as const;
