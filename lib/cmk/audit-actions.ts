/** Everything that is written to the audit trail, by name. Closed: a new one is added here and worded in both languages. */
export const AUDIT_ACTIONS = [
  "sign-in.succeeded",
  "sign-in.refused",
  "sign-out",
  "access.refused",
  "organisation.created",
  "organisation.updated",
  "credential.saved",
  "connection.tested",
  "choice.saved",
  "step.apply-started",
  "step.apply-finished",
  "step.apply-refused",
  "step.apply-interrupted",
  "maintenance.started",
  "maintenance.finished",
  "maintenance.refused",
  "statement.made",
  "statement.withdrawn",
  "approval.requested",
  "approval.given",
  "approval.declined",
  "approval.withdrawn",
  "approval.used",
  "approval.returned",
  "policy.changed",
  "run.started",
  "run.finished",
  "run.cancelled",
  "verification.run",
  "hand-over.created",
  "hand-over.opened",
  "hand-over.checked",
  "hand-over.withdrawn",
] as const;

export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** Those that an organisation's own trail can hold: signing in belongs to no organisation. */
export const ORGANISATION_ACTIONS = AUDIT_ACTIONS.filter((action) => !action.startsWith("sign-"));
