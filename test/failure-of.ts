import type { VendorFailure } from "../lib/cmk/facts";
import { VendorError } from "../lib/vendor-error";

/** The failure that a promise was rejected with; throws when it was not, or with something untyped. */
export async function failureOf(promise: Promise<unknown>): Promise<VendorFailure> {
  const result = await promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ("value" in result) throw new Error(`Did not fail: ${JSON.stringify(result.value)}`);
  if (result.error instanceof VendorError) return result.error.failure;
  throw result.error;
}
