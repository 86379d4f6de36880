import "server-only";
import type { CompliancePage } from "@/lib/cmk/compliance/compliance-views";
import type { ComplianceFilter } from "@/lib/cmk/compliance/filter";
import { getCompliance } from "@/lib/services/compliance/get-compliance";
import { onWidePage } from "../gates/page";

/** The leader's page: the answer over all organisations, and one page of them. */
export function loadCompliance(filter: ComplianceFilter = {}): Promise<CompliancePage> {
  return onWidePage("compliance.read", (context) => getCompliance(context, filter));
}
