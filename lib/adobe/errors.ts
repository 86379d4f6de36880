import "server-only";
import type { VendorFailure } from "@/lib/cmk/facts";
import { kindOfStatus, networkCode, retryAfterSeconds, safeMessage, withoutRequest } from "@/lib/vendor-call";
import { VendorError } from "@/lib/vendor-error";

type Found = {
  status: number | null;
  code: string | null;
  message: string;
  requestId?: string | null;
  retryAfter?: string | null;
};

/** The gateway's codes for a token that is missing or no longer good; 403010 comes with status 403. */
const TOKEN_CODES = new Set(["403010", "401013"]);

function kindOf(found: Found): VendorFailure["kind"] {
  if (found.code && TOKEN_CODES.has(found.code)) return "unauthenticated";
  return found.status === null ? "nonsense" : kindOfStatus(found.status);
}

/** Builds the typed error of one answer of Adobe's. */
export function adobeFailure(found: Found, cause?: unknown): VendorError {
  const kind = kindOf(found);
  const failure = {
    kind,
    vendor: "adobe",
    status: found.status,
    code: found.code,
    message: safeMessage(found.message),
  } as const;
  const retryable = kind === "throttled" || kind === "unavailable";
  return new VendorError(
    {
      ...failure,
      requestId: found.requestId ?? null,
      retryable,
      retryAfterSeconds: retryAfterSeconds(found.retryAfter),
    },
    withoutRequest(cause),
  );
}

/** What fetch threw, as a VendorError: a connection that did not come about, broke off, or an unreadable answer. */
export function describeAdobeError(error: unknown): VendorError {
  if (error instanceof VendorError) return error;
  const isBroken = error instanceof TypeError && /fetch failed|terminated/.test(error.message);
  const code = networkCode(error) ?? (isBroken ? "fetch failed" : null);
  const message = error instanceof Error ? error.message : String(error);
  if (code === null) return adobeFailure({ status: null, code: null, message }, error);
  const failure = {
    kind: "unavailable",
    vendor: "adobe",
    status: null,
    code,
    message: safeMessage(message),
  } as const;
  return new VendorError(
    { ...failure, requestId: null, retryable: true, retryAfterSeconds: null },
    withoutRequest(error),
  );
}
