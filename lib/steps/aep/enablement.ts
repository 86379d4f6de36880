import "server-only";
import { makeStep } from "../shared/make-step";
import { observeConfig } from "../shared/observe-config";

/** Adobe tests the key and moves its stores to it: nothing to do but to look. */
export const aepEnablement = makeStep("aep", "enablement", observeConfig);
