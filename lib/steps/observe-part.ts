import "server-only";
import type { PartId } from "@/lib/cmk/parts";
import { inOrder } from "./shared/look";
import { observeDirectoryRoles, observePrincipal, observeRegistration } from "./shared/observe-app";
import { observeConfig } from "./shared/observe-config";
import { observeKey } from "./shared/observe-key";
import { observeKeyLife } from "./shared/observe-key-life";
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
  ),
  cja: inOrder(
    observePrincipal,
    observeDirectoryRoles,
    observeVault,
    observeKey,
    observeKeyLife,
    observeAssignments,
  ),
};

/** Everything that the steps of a part look at, each subject once. */
export function observePart(part: PartId): Observer {
  return EVERYTHING[part];
}
