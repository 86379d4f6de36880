import "server-only";
import type { Permissions } from "./ports";

/** One row of Azure's answer: what a role allows, minus what it leaves out. Wildcards as Azure writes them. */
export type PermissionRow = {
  actions?: string[] | null;
  notActions?: string[] | null;
  dataActions?: string[] | null;
  notDataActions?: string[] | null;
};

/** Whether a pattern such as `Microsoft.KeyVault/vaults/*` covers an action. `*` stands for any text, case is ignored. */
export function coversAction(pattern: string, action: string): boolean {
  const escaped = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${escaped.join(".*")}$`, "i").test(action);
}

function allows(row: [allowed: string[], left: string[]], action: string): boolean {
  const [allowed, leftOut] = row;
  return (
    allowed.some((pattern) => coversAction(pattern, action)) &&
    !leftOut.some((pattern) => coversAction(pattern, action))
  );
}

/**
 * Evaluates a caller's permissions at a scope. What one role leaves out, another may still allow, so each row is
 * judged by itself. Source: Azure RBAC, "Understand role definitions".
 */
export function evaluatePermissions(rows: PermissionRow[]): Permissions {
  return {
    allowsAction: (action) => rows.some((row) => allows([row.actions ?? [], row.notActions ?? []], action)),
    allowsDataAction: (action) =>
      rows.some((row) => allows([row.dataActions ?? [], row.notDataActions ?? []], action)),
  };
}
