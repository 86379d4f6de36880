import "server-only";
import type { ComplianceView } from "@/lib/cmk/views";
import { type ComplianceFilter, getCompliance } from "@/lib/services/compliance/get-compliance";
import { onWidePage } from "../gates/page";

/** The leader's page: every organisation with its verdict. */
export function loadCompliance(filter: ComplianceFilter = {}): Promise<ComplianceView> {
  return onWidePage("compliance.read", (context) => getCompliance(context, filter));
}
