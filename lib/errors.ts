/** Every way a request can end other than well. Short and closed: a vendor's detail travels in `details`. */
export const ERROR_CODES = [
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "NOT_FOUND",
  "INVALID_INPUT",
  "CONFLICT",
  "STEP_BLOCKED",
  "TOO_MANY_REQUESTS",
  "VENDOR_REJECTED",
  "VENDOR_UNAVAILABLE",
  "NOT_CONFIGURED",
  "INTERNAL",
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** HTTP status for each code; typed over the whole list, so a new code cannot be forgotten. */
export const HTTP_STATUS: Record<ErrorCode, number> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  INVALID_INPUT: 422,
  CONFLICT: 409,
  STEP_BLOCKED: 409,
  TOO_MANY_REQUESTS: 429,
  VENDOR_REJECTED: 502,
  VENDOR_UNAVAILABLE: 503,
  NOT_CONFIGURED: 503,
  INTERNAL: 500,
};

/** A field that was wrong, by its name in the request and a message key of `errors.field`. */
export type FieldError = { field: string; reason: string };

export type ErrorExtras = {
  cause?: unknown;
  /** Safe to show and to log: no secrets, no raw vendor bodies. */
  details?: Record<string, unknown>;
  fields?: FieldError[];
};

/** The one error class of the product. `message` is for engineers and logs; people see wording by `code`. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: Record<string, unknown>;
  readonly fields: FieldError[];

  constructor(code: ErrorCode, message: string, extras: ErrorExtras = {}) {
    super(message, extras.cause === undefined ? undefined : { cause: extras.cause });
    this.name = "AppError";
    this.code = code;
    this.details = extras.details ?? {};
    this.fields = extras.fields ?? [];
  }
}

/** Compile-time exhaustiveness: put it in the default branch of a switch over a union. */
export function assertNever(value: never): never {
  throw new AppError("INTERNAL", `Unexpected value: ${JSON.stringify(value)}`);
}
