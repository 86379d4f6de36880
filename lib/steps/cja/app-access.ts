import "server-only";
import { makeStep } from "../shared/make-step";
import { observePrincipal } from "../shared/observe-app";
import { observeAssignments } from "../shared/observe-role";
import { observeVault } from "../shared/observe-vault";

/** Adobe's CJA application in the tenant, with its role on the vault. */
export const cjaAppAccess = makeStep("cja", "app-access", observePrincipal, observeVault, observeAssignments);
