import "server-only";
import type { Fit } from "@/lib/cmk/candidates";

const ORDER: Record<Fit["fit"], number> = { fits: 0, "fits-after-changes": 1, "does-not-fit": 2 };

/** Sorts candidates: what can be used as it is comes first. */
export function byFit(left: Fit, right: Fit): number {
  return ORDER[left.fit] - ORDER[right.fit];
}
