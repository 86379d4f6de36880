import "server-only";
import { makeStep } from "../shared/make-step";
import { observePrincipal, observeRegistration } from "../shared/observe-app";
import { observeConfig } from "../shared/observe-config";
import { observeKey } from "../shared/observe-key";
import { observeAssignments } from "../shared/observe-role";
import { observeVault } from "../shared/observe-vault";

/** The key's address goes to Adobe: there is no way back. All that Adobe will test is looked at first. */
export const aepSubmit = makeStep(
  "aep",
  "submit",
  observeRegistration,
  observeVault,
  observeKey,
  observePrincipal,
  observeAssignments,
  observeConfig,
);
