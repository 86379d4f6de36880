import type { VendorFailure } from "./cmk/facts";

/** A vendor's refusal or silence as a typed value: what kind, whose, and whether asking again can help. */
export class VendorError extends Error {
  readonly failure: VendorFailure;

  constructor(failure: VendorFailure, cause?: unknown) {
    super(`${failure.vendor} ${failure.kind}: ${failure.code ?? failure.status ?? ""} ${failure.message}`, {
      cause,
    });
    this.name = "VendorError";
    this.failure = failure;
  }
}
