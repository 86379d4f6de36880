import { routes } from "@/lib/routes";

/** A problem document (RFC 9457) as the API writes it. */
export type Problem = {
  code: string;
  detail?: string;
  correlationId?: string;
  fields?: { field: string; reason: string }[];
  /** Which conflict or block it is; a key of `errors.reason`. */
  reason?: string;
  /** The organisation that stands in the way, by name. */
  organisation?: string;
  by?: string[];
  failure?: { vendor: string; kind: string; message: string; code: string | null; requestId: string | null };
  /** The plan as it is now, where the one that was shown is stale: see PartPlanView of lib/cmk/views. */
  plan?: unknown;
  permitted?: unknown;
  scripts?: unknown;
};

export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.code);
    this.name = "ProblemError";
  }
}

type Options = {
  body?: unknown;
  idempotent?: boolean;
  signal?: AbortSignal;
  headers?: Record<string, string>;
};

/**
 * One call of the product's own API. Throws ProblemError; a lost session leads to the sign-in page and back.
 * `idempotent` marks a change that must not be made twice, however often it is sent.
 */
export async function send<T>(method: string, path: string, options: Options = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: "application/json", ...options.headers };
  if (options.body !== undefined) headers["Content-Type"] = "application/json";
  if (options.idempotent) headers["Idempotency-Key"] = crypto.randomUUID();
  const body = options.body === undefined ? undefined : JSON.stringify(options.body);
  const response = await fetch(path, { method, headers, body, signal: options.signal }).catch((error) => {
    if (options.signal?.aborted) throw error;
    throw new ProblemError({ code: "offline" });
  });
  if (response.status === 401) location.assign(routes.signIn(location.pathname + location.search));
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answer as T;
  throw new ProblemError(isProblem(answer) ? answer : { code: "INTERNAL" });
}

function isProblem(value: unknown): value is Problem {
  return typeof value === "object" && value !== null && "code" in value && typeof value.code === "string";
}

/** The problem in anything that was thrown. */
export function problemOf(error: unknown): Problem {
  return error instanceof ProblemError ? error.problem : { code: "INTERNAL" };
}
