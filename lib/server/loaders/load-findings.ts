import "server-only";
import { findingFilterSchema } from "@/lib/cmk/findings/finding-schemas";
import type { FindingPage, FindingView } from "@/lib/cmk/findings/finding-views";
import { getFinding } from "@/lib/services/findings/get-finding";
import { listFindings } from "@/lib/services/findings/list-findings";
import { onOrganisationPage } from "../gates/page";

/** The findings of an organisation. `query` is the address's: a field that makes no sense is left out. */
export function loadFindings(
  organisationId: string,
  query: Record<string, string | undefined>,
): Promise<FindingPage> {
  const kept = Object.entries(query).filter(([name, value]) => {
    const field = findingFilterSchema.shape[name as keyof typeof findingFilterSchema.shape];
    return value !== undefined && field?.safeParse(value).success;
  });
  return onOrganisationPage(organisationId, (context) =>
    listFindings(context, findingFilterSchema.parse(Object.fromEntries(kept))),
  );
}

/** One finding of an organisation. */
export function loadFinding(organisationId: string, finding: string): Promise<FindingView> {
  return onOrganisationPage(organisationId, (context) => getFinding(context, finding));
}
