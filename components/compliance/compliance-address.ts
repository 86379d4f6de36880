import { withQuery } from "@/components/ui/with-query";
import type { ComplianceFilter } from "@/lib/cmk/compliance/filter";
import { routes } from "@/lib/routes";

/** The address of the leader's page with a filter, at its table. */
export function complianceAddress({ page, ...filter }: ComplianceFilter): string {
  return `${withQuery(routes.compliance(), { ...filter, page: page?.toString() })}#organisations`;
}
