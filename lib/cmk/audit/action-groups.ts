import { AUDIT_ACTIONS, type AuditAction } from "../audit-actions";

/** What people look for in the log; each group holds the actions whose first word is one of these. */
export const ACTION_GROUPS = {
  "sign-in": ["sign-in", "sign-out", "session"],
  access: ["access", "secret"],
  setup: ["choice", "step", "statement", "approval", "run", "maintenance", "recovery"],
  organisation: ["organisation", "credential", "connection", "policy", "event-feed"],
  watching: ["verification", "exception", "alert", "finding", "watch", "reading-right"],
  telling: ["channel", "calendar", "hand-over", "report", "status-link", "note", "question", "shared-page"],
  evidence: ["evidence", "export", "pack", "bundle", "support-bundle", "table"],
  people: ["member", "invitation", "token", "preferences"],
  log: ["audit", "audit-stream", "audit-view", "retention"],
} as const satisfies Record<string, readonly string[]>;

export type ActionGroup = keyof typeof ACTION_GROUPS;
export const ACTION_GROUP_IDS = Object.keys(ACTION_GROUPS) as [ActionGroup, ...ActionGroup[]];

/** The group of an action; null when nobody gave it one (a test asks for every action). */
export function groupOf(action: string): ActionGroup | null {
  const [first = ""] = action.split(".");
  return (
    ACTION_GROUP_IDS.find((group) => (ACTION_GROUPS[group] as readonly string[]).includes(first)) ?? null
  );
}

/** The actions of a group, in the order of the closed list. */
export function actionsOf(group: ActionGroup): AuditAction[] {
  return AUDIT_ACTIONS.filter((action) => groupOf(action) === group);
}
