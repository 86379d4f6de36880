import "server-only";
import { STORE_ROLES, storeOfId } from "@/lib/cmk/key-store";
import type { Operation } from "@/lib/cmk/plan";
import { VendorError } from "@/lib/vendor-error";
import type { StepContext } from "./step";

type RemoveRole = Extract<Operation, { op: "remove-role-assignment" }>;

function refuse(message: string): VendorError {
  return new VendorError({
    kind: "conflict",
    vendor: "azure",
    status: null,
    code: "NotAnOrphan",
    message,
    requestId: null,
    retryable: false,
    retryAfterSeconds: null,
  });
}

/**
 * Takes an orphaned assignment of Adobe's role away, after looking once more at whether it is one: the role, the
 * scope, and that Microsoft Graph knows no such principal. Does nothing when it is gone. Throws VendorError.
 */
export async function removeOrphan(context: StepContext, operation: RemoveRole): Promise<void> {
  const same = (left: string, right: string) => left.toLowerCase() === right.toLowerCase();
  const azure = await context.azure();
  const listed = await azure.listRoleAssignments(operation.scope);
  const found = listed.find((entry) => same(entry.id, operation.id));
  if (!found) return;
  const isOurs =
    same(found.roleDefinitionId, STORE_ROLES[storeOfId(operation.scope)].adobe.id) &&
    same(found.scope, operation.scope) &&
    same(found.principalId, operation.principalId);
  if (!isOurs) throw refuse("The assignment is no longer the one that was shown.");
  if (await (await context.directory()).hasServicePrincipal(found.principalId))
    throw refuse("The principal of the assignment exists: it is left alone.");
  await azure.removeRoleAssignment(operation);
}
