import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { VendorFailure } from "./cmk/facts";
import { AppError } from "./errors";
import { withoutTokens } from "./logger";
import { VendorError } from "./vendor-error";

/** How long one attempt may take, how many there are, and when all of them together must be over. */
export type CallLimits = { attemptMs: number; attempts: number; budgetMs: number };

export type VendorCall = {
  vendor: VendorFailure["vendor"];
  limits: CallLimits;
  /** Turns whatever the attempt threw into a typed error. */
  describe: (error: unknown) => VendorError;
  /** Ends the call early, between attempts too. */
  signal?: AbortSignal;
};

const FIRST_WAIT_MS = 400;

/**
 * The one retry loop of all vendors: only what is throttled or unavailable is asked again, with jitter, and
 * never past the budget. A Retry-After that does not fit is handed to the caller instead of slept through.
 * The attempt must be safe to repeat. Throws VendorError.
 */
export async function callVendor<T>(
  call: VendorCall,
  attempt: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = Date.now() + call.limits.budgetMs;
  for (let tried = 1; ; tried++) {
    const left = Math.max(1, deadline - Date.now());
    const timeout = AbortSignal.timeout(Math.min(call.limits.attemptMs, left));
    const signal = call.signal ? AbortSignal.any([timeout, call.signal]) : timeout;
    try {
      return await attempt(signal);
    } catch (error) {
      const isSlow = signal.aborted && !(error instanceof VendorError && error.failure.status !== null);
      const failed = isSlow ? slow(call.vendor, error) : toVendorError(call, error);
      const wait = waitBefore(tried, failed.failure);
      const fits = Date.now() + wait < deadline;
      if (!isTransient(failed.failure) || tried >= call.limits.attempts || !fits || call.signal?.aborted)
        throw failed;
      await sleep(wait, undefined, { signal: call.signal }).catch(() => {
        throw failed;
      });
    }
  }
}

/** Our own errors, such as a token store that cannot be read, are no vendor's: they go through as they are. */
function toVendorError(call: VendorCall, error: unknown): VendorError {
  if (error instanceof AppError) throw error;
  return error instanceof VendorError ? error : call.describe(error);
}

/** The limit has passed, or the caller has ended the call. */
function slow(vendor: VendorFailure["vendor"], cause: unknown): VendorError {
  const failure = {
    kind: "unavailable",
    status: null,
    code: "timeout",
    message: "No answer in time.",
  } as const;
  return new VendorError(
    { ...failure, vendor, requestId: null, retryable: true, retryAfterSeconds: null },
    withoutRequest(cause),
  );
}

function isTransient(failure: VendorFailure): boolean {
  return failure.kind === "throttled" || failure.kind === "unavailable";
}

function waitBefore(tried: number, failure: VendorFailure): number {
  if (failure.retryAfterSeconds !== null) return failure.retryAfterSeconds * 1000;
  return FIRST_WAIT_MS * 2 ** (tried - 1) * (0.5 + Math.random());
}

/**
 * An error as a cause may be kept: its name, words and stack. The SDKs' own errors hold the request, and with it
 * the person's token.
 */
export function withoutRequest(error: unknown): Error | undefined {
  if (!(error instanceof Error)) return undefined;
  const kept = new Error(safeMessage(error.message), { cause: withoutRequest(error.cause) });
  kept.name = error.name;
  kept.stack = error.stack && withoutTokens(error.stack);
  return kept;
}

/** What an HTTP status says when the vendor's code says nothing. 2xx and 3xx here mean an answer nobody expected. */
export function kindOfStatus(status: number): VendorFailure["kind"] {
  if (status === 401) return "unauthenticated";
  if (status === 403) return "refused";
  if (status === 404 || status === 410) return "absent";
  if (status === 409 || status === 412) return "conflict";
  if (status === 429) return "throttled";
  if (status === 408 || status >= 500) return "unavailable";
  return status >= 400 ? "invalid" : "nonsense";
}

/** Seconds of a Retry-After header, which is a number or an HTTP date; null when there is none. */
export function retryAfterSeconds(header: string | null | undefined): number | null {
  if (!header) return null;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : null;
}

/** A vendor's sentence as it may be kept and shown: no tokens, no secrets, at most 2000 characters. */
export function safeMessage(text: string): string {
  const named =
    /((?:client_secret|client_assertion|refresh_token|access_token|code_verifier|code|password)["']?\s*[=:]\s*["']?)[^\s&"',]+/gi;
  return withoutTokens(text).replace(named, "$1[removed]").replace(/\s+/g, " ").trim().slice(0, 2000);
}

const NETWORK_CODES =
  /^(E[A-Z]+|UND_ERR_\w+|CERT_\w+|UNABLE_\w+|DEPTH_ZERO\w+|SELF_SIGNED\w+|ERR_TLS\w+|ERR_SSL\w+)$/;

/** The code of a connection that failed (ECONNREFUSED, ENOTFOUND, a certificate's), looked up through causes. */
export function networkCode(error: unknown): string | null {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const { code } = at as { code?: unknown };
    if (typeof code === "string" && NETWORK_CODES.test(code)) return code;
    const inner = at instanceof AggregateError ? networkCode(at.errors[0]) : null;
    if (inner) return inner;
  }
  return null;
}
