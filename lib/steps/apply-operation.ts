import "server-only";
import type { DirectoryClient } from "@/lib/azure/ports";
import type { Operation } from "@/lib/cmk/plan";
import { assertNever } from "@/lib/errors";
import { VendorError } from "@/lib/vendor-error";
import { removeOrphan } from "./remove-orphan";
import type { StepContext } from "./step";

type AssignRole = Extract<Operation, { op: "assign-role" }>;

/** A principal made a moment ago is not everywhere at once: the id is asked for a few times. */
const PRINCIPAL_TRIES = 5;
const PRINCIPAL_PAUSE_MS = 700;

async function principalIdOf(directory: DirectoryClient, operation: AssignRole): Promise<string> {
  for (let attempt = 1; attempt <= PRINCIPAL_TRIES; attempt += 1) {
    const found = operation.appId === null ? null : await directory.getServicePrincipal(operation.appId);
    if (found) return found.objectId;
    if (attempt < PRINCIPAL_TRIES) await new Promise((resolve) => setTimeout(resolve, PRINCIPAL_PAUSE_MS));
  }
  throw new VendorError({
    kind: "absent",
    vendor: "graph",
    status: null,
    code: "PrincipalNotFound",
    message: `${operation.principalName} has no service principal in the tenant yet.`,
    requestId: null,
    retryable: true,
    retryAfterSeconds: null,
  });
}

/** Carries out one operation with the clouds of whoever acts. Does nothing when its result is there. Throws VendorError. */
export async function applyOperation(context: StepContext, operation: Operation): Promise<void> {
  switch (operation.op) {
    case "register-provider":
      return (await context.azure()).registerProvider(operation);
    case "create-resource-group":
      return (await context.azure()).createResourceGroup(operation);
    case "create-vault":
      return (await context.azure()).createVault(operation);
    case "update-vault":
      return (await context.azure()).updateVault(operation);
    case "create-key":
      return (await context.azure()).createKey(operation);
    case "update-key":
      return (await context.azure()).updateKey(operation);
    case "set-rotation-policy":
      return (await context.azure()).setRotationPolicy(operation);
    case "rotate-key":
      return (await context.azure()).rotateKey(operation);
    case "assign-role": {
      const principalId =
        operation.principalId ?? (await principalIdOf(await context.directory(), operation));
      return (await context.azure()).assignRole({ ...operation, principalId });
    }
    case "create-service-principal":
      await (await context.directory()).createServicePrincipal(operation.appId);
      return;
    case "recover-vault":
      return (await context.azure()).recoverVault(operation);
    case "recover-key":
      return (await context.azure()).recoverKey(operation);
    case "remove-role-assignment":
      return removeOrphan(context, operation);
    case "submit-key":
      await (await context.adobe()).submitKey(operation);
      return;
    default:
      return assertNever(operation);
  }
}
