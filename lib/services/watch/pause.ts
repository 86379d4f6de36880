import "server-only";
import type { PartFacts, VendorFailure } from "@/lib/cmk/facts";
import type { Hold } from "@/lib/db/watches";

/** Seconds for which vendors asked to be left alone. `tenant`: by what all organisations of an Azure tenant share. */
export type Pause = { own: number; tenant: number };

/** Azure and Graph count what one application asks of a tenant; a vault, or Adobe, what is asked about one organisation. */
const SHARED: readonly VendorFailure["vendor"][] = ["azure", "graph"];
/** Without a number, and at most: nobody may keep Clavis from looking for a day. */
const USUAL_PAUSE_S = 60;
const LONGEST_PAUSE_S = 3600;

/** The longest that any vendor asked Clavis to wait since `from`. */
export function pauseAsked(facts: PartFacts, from: string): Pause {
  const pause = { own: 0, tenant: 0 };
  for (const observed of Object.values(facts)) {
    if (!observed || !("failure" in observed) || observed.at < from) continue;
    const { kind, vendor, retryAfterSeconds } = observed.failure;
    if (kind !== "throttled") continue;
    const seconds = Math.min(retryAfterSeconds ?? USUAL_PAUSE_S, LONGEST_PAUSE_S);
    pause.own = Math.max(pause.own, seconds);
    if (SHARED.includes(vendor)) pause.tenant = Math.max(pause.tenant, seconds);
  }
  return pause;
}

export const longer = (one: Pause, other: Pause): Pause => ({
  own: Math.max(one.own, other.own),
  tenant: Math.max(one.tenant, other.tenant),
});
/** A pause that a log's service asked for: its limits are not those of what is looked at. */
export const ofLogs = (seconds: number): Pause => ({ own: Math.min(seconds, LONGEST_PAUSE_S), tenant: 0 });

/** Until when an organisation, and its tenant, are left alone. */
export function holdOf(pause: Pause, at: Date): Hold {
  const until = (seconds: number) => (seconds > 0 ? new Date(at.getTime() + seconds * 1000) : null);
  return { heldUntil: until(pause.own), tenantHeldUntil: until(pause.tenant) };
}
