import "server-only";
import { makeStep } from "../shared/make-step";
import { observePrincipal, observeRegistration } from "../shared/observe-app";
import { observeAssignments } from "../shared/observe-role";
import { observeVault } from "../shared/observe-vault";

/** Key Vault Crypto Service Encryption User on the vault, for that application. */
export const aepRole = makeStep(
  "aep",
  "role",
  observeRegistration,
  observePrincipal,
  observeVault,
  observeAssignments,
);
