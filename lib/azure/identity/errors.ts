import "server-only";
import { AuthError, InteractionRequiredAuthError, ServerError } from "@azure/msal-node";
import { VendorError } from "@/lib/vendor-error";
import { vendorFailure } from "../errors";
import { EntraFailure } from "./network";

/** Codes after which only the person at the browser can go on: sign in again, consent, prove more. */
const NEEDS_PERSON = /^AADSTS(50076|50079|50173|65001|70008|700082|700084|50058|50132|53003|16000)$/;

/** MSAL's own words for "there is nothing to refresh with". */
const NO_ACCOUNT = [
  "no_tokens_found",
  "no_account_found",
  "no_account_in_silent_request",
  "refresh_token_expired",
  "no_cached_account",
];

/** Entra's own passing trouble, answered with status 400. */
const UNAVAILABLE = /^AADSTS(90033|90024|90006)$/;

/** Sign in again: the one way on that no server can take. */
export function interactionRequired(message: string, cause?: unknown): VendorError {
  const failure = {
    kind: "unauthenticated",
    vendor: "entra",
    status: null,
    code: "interaction_required",
  } as const;
  return new VendorError(
    { ...failure, message, requestId: null, retryable: false, retryAfterSeconds: null },
    cause,
  );
}

/**
 * What MSAL threw, as a VendorError of vendor `entra`. `AADSTSnnnnn` is kept as the code; a person who has to act
 * is kind unauthenticated with code interaction_required (the AADSTS code stays in the message).
 */
export function describeEntraError(error: unknown): VendorError {
  if (error instanceof VendorError) return error;
  if (error instanceof EntraFailure) return error.vendorError;
  if (!(error instanceof AuthError)) {
    const message = error instanceof Error ? error.message : String(error);
    return vendorFailure("entra", { status: null, code: null, message }, error);
  }
  const code = /AADSTS\d+/.exec(error.errorMessage)?.[0] ?? null;
  const sentence = error.errorMessage.split(/\r?\nTrace ID|\s+Trace ID:/)[0] ?? error.errorMessage;
  const isPersonNeeded =
    error instanceof InteractionRequiredAuthError ||
    NO_ACCOUNT.includes(error.errorCode) ||
    (code !== null && NEEDS_PERSON.test(code));
  if (isPersonNeeded) return interactionRequired(sentence, error);
  const status = error instanceof ServerError ? (error.status ?? null) : null;
  const requestId = /Trace ID: ([0-9a-f-]{36})/i.exec(error.errorMessage)?.[1] ?? null;
  const assumed =
    code && UNAVAILABLE.test(code) ? 503 : code && (status === null || status === 400) ? 401 : status;
  return vendorFailure(
    "entra",
    { status: assumed, code: code ?? error.errorCode, message: sentence, requestId },
    error,
  );
}
