import "server-only";
import { makeStep } from "../shared/make-step";
import { observeRegistration } from "../shared/observe-app";

/** The add-on is stated by a person; that the credential may manage keys is what Adobe's answer proves. */
export const aepEntitlement = makeStep("aep", "entitlement", observeRegistration);
