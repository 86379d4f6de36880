import "server-only";
import { AppError, type ErrorCode, HTTP_STATUS } from "@/lib/errors";
import { logger } from "@/lib/logger";
import { VendorError } from "@/lib/vendor-error";

export const PROBLEM_TYPE = "application/problem+json";

/** Where a vendor's failure is the vendor's moment (ask again later) and where it is an answer (do something). */
const codeOf = (error: VendorError): ErrorCode =>
  error.failure.retryable ? "VENDOR_UNAVAILABLE" : "VENDOR_REJECTED";

/** An error as the product's own: a vendor's is wrapped with its decoded failure, an unknown one loses all it says. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof VendorError) {
    return new AppError(codeOf(error), error.failure.message, {
      cause: error,
      details: { failure: error.failure },
    });
  }
  return new AppError("INTERNAL", "Something went wrong.", { cause: error });
}

/** Writes to the log what the person is not shown. */
function log(error: AppError, correlationId: string): void {
  const line = { correlationId, code: error.code, err: error };
  if (HTTP_STATUS[error.code] >= 500) logger().error(line, "request failed");
  else logger().info({ correlationId, code: error.code, reason: error.message }, "request refused");
}

/** The one mapping from errors to answers: a problem document (RFC 9457). */
export function problemResponse(thrown: unknown, correlationId: string): Response {
  const error = toAppError(thrown);
  log(error, correlationId);
  const internal = error.code === "INTERNAL";
  const status = typeof error.details.status === "number" ? error.details.status : HTTP_STATUS[error.code];
  const body = {
    ...(internal ? {} : error.details),
    type: `urn:clavis:problem:${error.code.toLowerCase().replaceAll("_", "-")}`,
    title: error.code,
    status,
    detail: internal
      ? "Something went wrong. The correlation id leads to the cause in the log."
      : error.message,
    code: error.code,
    correlationId,
    ...(error.fields.length > 0 ? { fields: error.fields } : {}),
  };
  const waits = [error.details, error.details.failure] as (
    | { retryAfterSeconds?: number | null }
    | undefined
  )[];
  const headers = new Headers({
    "Content-Type": PROBLEM_TYPE,
    "Cache-Control": "no-store",
    "X-Correlation-Id": correlationId,
  });
  const seconds = waits.find((said) => said?.retryAfterSeconds)?.retryAfterSeconds;
  if (seconds) headers.set("Retry-After", String(Math.ceil(seconds)));
  return new Response(JSON.stringify(body), { status, headers });
}
