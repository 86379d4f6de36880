import "server-only";
import type { CheckView } from "@/lib/cmk/checks/check-views";
import { listChecks } from "@/lib/services/watch/list-checks";
import { onWidePage } from "../gates/page";

/** The catalogue of checks. */
export function loadChecks(): Promise<CheckView[]> {
  return onWidePage("finding.read", async (context) => listChecks(context));
}
