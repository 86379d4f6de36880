import "server-only";
import type { PartId } from "@/lib/cmk/parts";
import { inOrder } from "./shared/look";
import { observeDirectoryRoles, observePrincipal, observeRegistration } from "./shared/observe-app";
import { observeConfig } from "./shared/observe-config";
import { observeGuards } from "./shared/observe-guards";
import { observeKey } from "./shared/observe-key";
import { observeKeyLife, observeSubscription } from "./shared/observe-key-life";
import { observeAssignments } from "./shared/observe-role";
import { observeVault } from "./shared/observe-vault";
import type { Observer } from "./step";

const EVERYTHING: Record<PartId, Observer> = {
  aep: inOrder(
    observeRegistration,
    observeVault,
    observeKey,
    observeKeyLife,
    observePrincipal,
    observeAssignments,
    observeConfig,
    observeGuards,
  ),
  cja: inOrder(
    observePrincipal,
    observeDirectoryRoles,
    observeVault,
    observeKey,
    observeKeyLife,
    observeAssignments,
    observeGuards,
  ),
};

/** Everything that the steps of a part look at, each subject once. */
export function observePart(part: PartId): Observer {
  return EVERYTHING[part];
}

const CRITICAL: Record<PartId, Observer> = {
  aep: inOrder(
    observeRegistration,
    observeVault,
    observeKey,
    observeSubscription,
    observePrincipal,
    observeAssignments,
    observeConfig,
  ),
  cja: inOrder(observePrincipal, observeVault, observeKey, observeSubscription, observeAssignments),
};

/** What the critical checks of a part rest on: looked at every few minutes. */
export function observeCritical(part: PartId): Observer {
  return CRITICAL[part];
}
