import "server-only";
import type { PartFacts } from "@/lib/cmk/facts";
import type { PartId } from "@/lib/cmk/parts";
import { inOrder } from "./shared/look";
import { observeDirectoryRoles, observePrincipal, observeRegistration } from "./shared/observe-app";
import { observeConfig } from "./shared/observe-config";
import { observeGuards } from "./shared/observe-guards";
import { observeKey } from "./shared/observe-key";
import { keyLifeSeen, subscriptionSeen } from "./shared/observe-key-life";
import { observeAssignments } from "./shared/observe-role";
import { observeVault } from "./shared/observe-vault";
import type { Observer } from "./step";

const EVERYTHING: Record<PartId, readonly (readonly [name: string, Observer])[]> = {
  aep: [
    ["registration", observeRegistration],
    ["vault", observeVault],
    ["key", observeKey],
    ["keyLife", keyLifeSeen()],
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
    ["keyLife", keyLifeSeen()],
    ["assignments", observeAssignments],
    ["guards", observeGuards],
  ],
};

/** Everything that the steps of a part look at, look by look, in an order in which each finds what it rests on. */
export function looksOf(part: PartId): readonly (readonly [name: string, Observer])[] {
  return EVERYTHING[part];
}

/** All of it at once, each subject once. `subscription`: what the look at another part has just seen of it. */
export function observePart(part: PartId, subscription?: PartFacts["subscription"]): Observer {
  const observers = EVERYTHING[part].map(([name, observe]) =>
    name === "keyLife" ? keyLifeSeen(subscription) : observe,
  );
  return inOrder(...observers);
}

const CRITICAL: Record<PartId, readonly Observer[]> = {
  aep: [observeRegistration, observeVault, observeKey, observePrincipal, observeAssignments, observeConfig],
  cja: [observePrincipal, observeVault, observeKey, observeAssignments],
};

/**
 * What the critical checks of a part rest on: looked at every few minutes. `subscription`: what the look at another part
 * has just seen of the one that pays for both.
 */
export function observeCritical(part: PartId, subscription?: PartFacts["subscription"]): Observer {
  return inOrder(...CRITICAL[part], subscriptionSeen(subscription));
}
