import "server-only";
import { env } from "@/lib/env";
import type { ChainIntervals } from "@/lib/services/audit/verify-due-chains";

/** How often each chain of the audit log is verified, and how many days may pass until it is from its start. */
export function chainIntervals(): ChainIntervals {
  return { nightSeconds: env().AUDIT_LOOK_SECONDS, fullDays: env().AUDIT_FULL_DAYS };
}
