import "server-only";
import { makeStep } from "../shared/make-step";
import { observeKey } from "../shared/observe-key";
import { keyLifeSeen } from "../shared/observe-key-life";
import { observeVault } from "../shared/observe-vault";

/** An RSA key of 3072 bits or more in that vault. */
export const aepKey = makeStep("aep", "key", observeVault, observeKey, keyLifeSeen());
