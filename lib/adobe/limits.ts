import "server-only";
import type { CallLimits } from "@/lib/vendor-call";

/** Patience with Adobe, in one place. A POST is sent once: what became of it is read, not guessed. */
export const LIMITS = {
  read: { attemptMs: 12_000, attempts: 3, budgetMs: 30_000 },
  submit: { attemptMs: 30_000, attempts: 1, budgetMs: 30_000 },
  token: { attemptMs: 10_000, attempts: 3, budgetMs: 25_000 },
} as const satisfies Record<string, CallLimits>;

export const ANSWER_BYTES = 512 * 1024;

/** A token is not used in its last five minutes. */
export const TOKEN_SPARE_MS = 5 * 60_000;

/** Looks at the configuration after a POST whose answer was lost. */
export const SETTLE_WAITS_MS = [500, 1_500, 3_000] as const;
