import "server-only";
import { PART_IDS } from "@/lib/cmk/parts";
import type { RightsView } from "@/lib/cmk/watcher/views";
import { type OrganisationContext, requirePermission } from "../context";
import { readRights } from "./rights-state";

/** What the watching identity lacks, and what stays unknown for it; no vendor is asked. Throws FORBIDDEN, NOT_FOUND. */
export async function getRights(context: OrganisationContext): Promise<RightsView> {
  requirePermission(context, "finding.read");
  const { state, lacks } = await readRights(context);
  const parts = PART_IDS.map((part) => ({ part, lacks: lacks[part] }));
  return { organisation: state.organisation, parts };
}
