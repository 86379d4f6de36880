import "server-only";
import { isRestError } from "@azure/core-rest-pipeline";
import type { VendorFailure } from "@/lib/cmk/facts";
import { kindOfStatus, networkCode, retryAfterSeconds, safeMessage, withoutRequest } from "@/lib/vendor-call";
import { VendorError } from "@/lib/vendor-error";
import { answerTo } from "./kept-answers";

type Kind = VendorFailure["kind"];

/** Codes that say more than their status. Source: Key Vault common error codes, Azure RBAC troubleshooting. */
const KINDS: Record<string, Kind> = {
  ForbiddenByRbac: "refused", // status 400 when it comes through the control plane
  ForbiddenByFirewall: "blocked",
  ForbiddenByConnection: "blocked",
  ForbiddenByNsp: "blocked",
  ScopeLocked: "refused",
  ReadOnlyDisabledSubscription: "refused",
  PrincipalNotFound: "absent",
  InvalidAuthenticationTokenTenant: "unauthenticated",
};

const RETRYABLE = new Set([
  "PrincipalNotFound",
  "ObjectIsBeingDeleted",
  "ObjectIsBeingRecovered",
  "AnotherOperationInProgress",
]);

type Body = { code?: unknown; message?: unknown; innererror?: Body; innerError?: Body };

/** The error of `{"error": {...}}` or of a bare `{code, message}`: as it came, else what the SDK made of it. */
function errorBody(text: string | null | undefined, details: unknown): Body {
  const parsed = parse(text) ?? details;
  if (typeof parsed !== "object" || parsed === null) return {};
  const { error } = parsed as { error?: unknown };
  return (typeof error === "object" && error !== null ? error : parsed) as Body;
}

function parse(text: string | null | undefined): unknown {
  try {
    return text ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

/** The innermost code: `Forbidden` alone says nothing, its inner `ForbiddenByRbac` does. */
function innerCode(body: Body): string | null {
  const inner = body.innererror ?? body.innerError;
  const found = inner && typeof inner === "object" ? innerCode(inner) : null;
  return found ?? (typeof body.code === "string" ? body.code : null);
}

/** Builds the typed error; shared with Graph's and Entra's mappings. */
export function vendorFailure(
  vendor: VendorFailure["vendor"],
  found: {
    status: number | null;
    code: string | null;
    message: string;
    requestId?: string | null;
    retryAfter?: string | null;
  },
  cause: unknown,
): VendorError {
  const { status, code, message } = found;
  const kind = (code && KINDS[code]) || (status === null ? "nonsense" : kindOfStatus(status));
  const isRace = code === "ConflictError" && /serialize|point the operation began/i.test(message);
  const retryable =
    kind === "throttled" || kind === "unavailable" || isRace || (code !== null && RETRYABLE.has(code));
  const failure = {
    kind,
    vendor,
    status,
    code,
    message: safeMessage(message),
    requestId: found.requestId ?? null,
    retryable,
  };
  return new VendorError(
    { ...failure, retryAfterSeconds: retryAfterSeconds(found.retryAfter) },
    withoutRequest(cause),
  );
}

/** A connection that did not come about or broke off. */
export function unreachable(vendor: VendorFailure["vendor"], code: string, error: unknown): VendorError {
  const message = safeMessage(error instanceof Error ? error.message : String(error));
  const failure = {
    kind: "unavailable",
    vendor,
    status: null,
    code,
    message,
    requestId: null,
    retryable: true,
  } as const;
  return new VendorError({ ...failure, retryAfterSeconds: null }, withoutRequest(error));
}

/**
 * What an Azure SDK threw, as a VendorError with the inner code, request id and Retry-After. Errors that are
 * neither an answer nor a broken connection mean an answer that made no sense to the SDK.
 */
export function describeAzureError(vendor: "azure" | "key-vault") {
  return (error: unknown): VendorError => {
    if (error instanceof VendorError) return error;
    const network = networkCode(error);
    if (!isRestError(error)) {
      if (network) return unreachable(vendor, network, error);
      return vendorFailure(
        vendor,
        { status: null, code: null, message: error instanceof Error ? error.message : String(error) },
        error,
      );
    }
    const { statusCode, response } = error;
    if (statusCode === undefined) {
      const isSendError = network !== null || error.code === "REQUEST_SEND_ERROR";
      return isSendError
        ? unreachable(vendor, network ?? "REQUEST_SEND_ERROR", error)
        : vendorFailure(vendor, { status: null, code: error.code ?? null, message: error.message }, error);
    }
    const body = errorBody(answerTo(error.request) ?? response?.bodyAsText, error.details);
    const header = (name: string) => response?.headers?.get(name) ?? null;
    const said = typeof body.message === "string" ? body.message : error.message;
    const message = said || `Azure answered ${statusCode}.`;
    return vendorFailure(
      vendor,
      {
        status: statusCode,
        code: innerCode(body) ?? error.code ?? null,
        message,
        requestId: header("x-ms-request-id") ?? header("x-ms-correlation-request-id"),
        retryAfter: header("retry-after"),
      },
      error,
    );
  };
}

/** Whether an error is a vendor's refusal of this kind (and, when given, with this code). */
export function isFailure(error: unknown, kind: Kind, code?: string): error is VendorError {
  return (
    error instanceof VendorError &&
    error.failure.kind === kind &&
    (code === undefined || error.failure.code === code)
  );
}
