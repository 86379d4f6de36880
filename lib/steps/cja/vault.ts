import "server-only";
import { makeStep } from "../shared/make-step";
import { observeRecovered } from "../shared/observe-extensions";
import { observeKey } from "../shared/observe-key";
import { observeVault } from "../shared/observe-vault";

/** A vault of its own for CJA: not AEP's, and without other keys. */
export const cjaVault = makeStep("cja", "vault", observeVault, observeKey, observeRecovered);
