import "server-only";
import { makeStep } from "../shared/make-step";

/** Confirmed by Adobe's account team and stated by a person: no vendor can be asked. */
export const cjaEntitlement = makeStep("cja", "entitlement");
