import "server-only";
import type { CallLimits } from "@/lib/vendor-call";

/** Patience with Azure, Entra and Graph, in one place. The SDKs' own retries are off: lib/vendor-call does them. */
export const LIMITS = {
  read: { attemptMs: 12_000, attempts: 3, budgetMs: 30_000 },
  list: { attemptMs: 20_000, attempts: 3, budgetMs: 45_000 },
  write: { attemptMs: 30_000, attempts: 3, budgetMs: 60_000 },
  /** Creating or changing a vault, and then its DNS name: 30 s were recorded. */
  settle: { attemptMs: 45_000, attempts: 2, budgetMs: 60_000 },
  token: { attemptMs: 10_000, attempts: 3, budgetMs: 25_000 },
} as const satisfies Record<string, CallLimits>;

/** How long a new principal may stay unknown to Azure before assignRole gives up; about 20 s were recorded. */
export const PRINCIPAL_WAITS_MS = [1_500, 2_500, 4_000, 5_000, 6_000, 6_000] as const;

/** Between two looks at a vault that is being made. */
export const POLL_MS = 1_500;

/** Largest answer of a token endpoint or discovery document. */
export const ENTRA_ANSWER_BYTES = 256 * 1024;

/** Pages of a listing that are followed before it is called nonsense. */
export const PAGES = 200;
