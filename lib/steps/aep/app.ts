import "server-only";
import { makeStep } from "../shared/make-step";
import { observePrincipal, observeRegistration } from "../shared/observe-app";

/** Adobe's application of this organisation, brought into the tenant that owns the vault. */
export const aepApp = makeStep("aep", "app", observeRegistration, observePrincipal);
