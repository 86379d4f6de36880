import "server-only";
import { makeStep } from "../shared/make-step";
import { observeKey } from "../shared/observe-key";
import { observeVault } from "../shared/observe-vault";

/** A ticket to Customer Care that names the key which is there now. */
export const cjaTicket = makeStep("cja", "ticket", observeVault, observeKey);
