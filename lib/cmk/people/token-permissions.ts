import type { Permission } from "../permissions";

/**
 * What a program may be allowed to do in a person's name: read, look again, plan, and handle alerts. What changes a
 * cloud, decides for two, or lets people in needs a person who is there.
 */
export const TOKEN_PERMISSIONS = [
  "organisation.read",
  "setup.read",
  "setup.plan",
  "setup.check",
  "configuration.read",
  "compliance.read",
  "audit.read",
  "finding.read",
  "alert.read",
  "alert.handle",
  "policy.read",
  "channel.read",
  "member.read",
  "error.decode",
] as const satisfies readonly Permission[];
export type TokenPermission = (typeof TOKEN_PERMISSIONS)[number];

/** Whether a token with these permissions may be used for this one. */
export function tokenMay(granted: readonly string[], permission: Permission): boolean {
  const possible: readonly string[] = TOKEN_PERMISSIONS;
  return possible.includes(permission) && granted.includes(permission);
}
