import "server-only";
import type { CallLimits } from "@/lib/vendor-call";

/** Patience with Adobe, in one place. A POST is sent once: what became of it is read, not guessed. */
export const LIMITS = {
  read: { attemptMs: 12_000, attempts: 3, budgetMs: 30_000 },
  submit: { attemptMs: 30_000, attempts: 1, budgetMs: 30_000 },
  token: { attemptMs: 10_000, attempts: 3, budgetMs: 25_000 },
  /** While a delivery of Adobe's waits for its answer, which must be there within ten seconds. */
  signingKey: { attemptMs: 2_500, attempts: 2, budgetMs: 5_500 },
  validation: { attemptMs: 3_000, attempts: 2, budgetMs: 6_500 },
} as const satisfies Record<string, CallLimits>;

export const ANSWER_BYTES = 512 * 1024;
/** A page of the journal: a batch is at most 2 MB, and a page has no limit but the one that is asked for. */
export const JOURNAL_BYTES = 8 * 1024 * 1024;
export const SIGNING_KEY_BYTES = 16 * 1024;

/** A token is not used in its last five minutes. */
export const TOKEN_SPARE_MS = 5 * 60_000;

/** Looks at the configuration after a POST whose answer was lost. */
export const SETTLE_WAITS_MS = [500, 1_500, 3_000] as const;
