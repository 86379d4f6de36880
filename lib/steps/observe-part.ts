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

const EVERYTHING: Record<PartId, readonly (readonly [name: string, Observer])[]> = {
  aep: [
    ["registration", observeRegistration],
    ["vault", observeVault],
    ["key", observeKey],
    ["keyLife", observeKeyLife],
    ["principal", observePrincipal],
    ["assignments", observeAssignments],
    ["config", observeConfig],
    ["guards", observeGuards],
  ],
  cja: [
    ["principal", observePrincipal],
    ["directoryRoles", observeDirectoryRoles],
    ["vault", observeVault],
    ["key", observeKey],
    ["keyLife", observeKeyLife],
    ["assignments", observeAssignments],
    ["guards", observeGuards],
  ],
};

/** Everything that the steps of a part look at, look by look, in an order in which each finds what it rests on. */
export function looksOf(part: PartId): readonly (readonly [name: string, Observer])[] {
  return EVERYTHING[part];
}

/** All of it at once, each subject once. */
export function observePart(part: PartId): Observer {
  return inOrder(...EVERYTHING[part].map(([, observe]) => observe));
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
