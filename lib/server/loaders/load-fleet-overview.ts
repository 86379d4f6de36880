import "server-only";
import type { FleetFilter, FleetView } from "@/lib/cmk/findings/danger";
import { getFleetOverview } from "@/lib/services/watch/get-fleet-overview";
import { onWidePage } from "../gates/page";

/** All organisations, those in the most danger first. */
export function loadFleetOverview(filter: FleetFilter): Promise<FleetView> {
  return onWidePage("finding.read", (context) => getFleetOverview(context, filter));
}
