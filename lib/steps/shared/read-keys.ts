import "server-only";
import type { AzureClient } from "@/lib/azure/ports";
import { VendorError } from "@/lib/vendor-error";
import type { StepContext } from "../step";

/**
 * Reads keys as the person, and as the watching identity where the person is refused: an Owner may make vaults and
 * assign roles, but sees no key without a role of the data plane. Throws the person's VendorError when both fail.
 */
export async function readKeys<T>(
  context: Pick<StepContext, "azure" | "watchingAzure">,
  ask: (azure: AzureClient) => Promise<T>,
): Promise<T> {
  try {
    return await ask(await context.azure());
  } catch (error) {
    if (!(error instanceof VendorError) || error.failure.kind !== "refused" || !context.watchingAzure)
      throw error;
    try {
      return await ask(await context.watchingAzure());
    } catch (second) {
      if (second instanceof VendorError) throw error;
      throw second;
    }
  }
}
