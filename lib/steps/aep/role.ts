import "server-only";
import { makeStep } from "../shared/make-step";
import { observeRegistration } from "../shared/observe-app";
import { observePrincipal } from "../shared/observe-app";
import { observeVault } from "../shared/observe-vault";
import { observeAssignments } from "../shared/observe-role";

/** Key Vault Crypto Service Encryption User on the vault, for that application. */
export const aepRole = makeStep(
  "aep",
  "role",
  observeRegistration,
  observePrincipal,
  observeVault,
  observeAssignments,
);
