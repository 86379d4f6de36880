import "server-only";
import type { VendorFailure } from "@/lib/cmk/facts";
import { VendorError } from "@/lib/vendor-error";

/** Whether an error is a vendor's refusal of this kind. */
export function isAdobeFailure(error: unknown, kind: VendorFailure["kind"]): error is VendorError {
  return error instanceof VendorError && error.failure.kind === kind;
}
