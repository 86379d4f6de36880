import "server-only";
import { makeStep } from "../shared/make-step";

/** Customer Care's word that the key is in use: stated by a person. */
export const cjaConfirmation = makeStep("cja", "confirmation");
