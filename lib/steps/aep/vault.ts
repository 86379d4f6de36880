import "server-only";
import { makeStep } from "../shared/make-step";
import { observeRecovered } from "../shared/observe-extensions";
import { observeKey } from "../shared/observe-key";
import { observeVault } from "../shared/observe-vault";

/** A vault that Adobe can use; the key is looked at too, as who is to make it needs a role in the vault. */
export const aepVault = makeStep("aep", "vault", observeVault, observeKey, observeRecovered);
