import "server-only";
import { makeStep } from "../shared/make-step";
import { observeRegistration } from "../shared/observe-app";
import { observeVault } from "../shared/observe-vault";
import { observeKey } from "../shared/observe-key";
import { observePrincipal } from "../shared/observe-app";
import { observeAssignments } from "../shared/observe-role";
import { observeConfig } from "../shared/observe-config";

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
