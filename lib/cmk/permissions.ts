/** Who may do what in Clavis. The interface hides by this table; the verbs refuse by it. */
export const ROLES = ["admin", "leader", "support"] as const;
export type Role = (typeof ROLES)[number];

export const PERMISSIONS = {
  "organisation.read": ["admin", "leader", "support"],
  "organisation.create": ["admin"],
  "organisation.update": ["admin"],
  "policy.read": ["admin", "leader", "support"],
  "policy.update": ["admin"],
  "setup.read": ["admin", "leader", "support"],
  "setup.plan": ["admin"],
  "setup.choose": ["admin"],
  "setup.apply": ["admin"],
  "setup.approve": ["admin"],
  "setup.attest": ["admin"],
  "setup.check": ["admin", "support"],
  "setup.hand-over": ["admin"],
  "member.read": ["admin", "support"],
  "member.manage": ["admin"],
  "configuration.read": ["admin", "support"],
  "compliance.read": ["admin", "leader", "support"],
  "status-link.manage": ["admin", "leader"],
  "audit.read": ["admin", "support"],
  "audit.manage": ["admin"],
  "error.decode": ["admin", "support"],
  "finding.read": ["admin", "leader", "support"],
  "exception.request": ["admin"],
  "exception.decide": ["admin", "leader"],
  "alert.read": ["admin", "leader", "support"],
  "alert.handle": ["admin", "support"],
  "event-feed.read": ["admin", "support"],
  "event-feed.manage": ["admin"],
  "note.read": ["admin", "support"],
  "note.write": ["admin", "support"],
  "channel.read": ["admin", "support"],
  "channel.manage": ["admin"],
  "calendar.manage": ["admin", "leader"],
  // A pack is evidence only when it is whole: whoever may take one takes the trail and the facts with it.
  "evidence.export": ["admin", "leader", "support"],
  "support-bundle.make": ["admin", "support"],
  // Nobody's: what Clavis itself records while it watches.
  "watch.record": [],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

/** Whether any of these roles carries the permission. No role, no permission. */
export function may(roles: readonly Role[], permission: Permission): boolean {
  const allowed: readonly Role[] = PERMISSIONS[permission];
  return roles.some((role) => allowed.includes(role));
}
