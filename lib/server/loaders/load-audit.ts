import "server-only";
import type { AuditRow, Page } from "@/lib/cmk/views";
import { auditFilterSchema, listAudit } from "@/lib/services/audit/list-audit";
import { getOrganisation } from "@/lib/services/organisations/get-organisation";
import { onOrganisationPage } from "../gates/page";

export type AuditPage = Page<AuditRow> & { organisation: Awaited<ReturnType<typeof getOrganisation>> };

/** An organisation's audit trail. `filter` is the address's query: a field that makes no sense is left out. */
export function loadAudit(
  organisationId: string,
  filter: Record<string, string | undefined> = {},
): Promise<AuditPage> {
  const kept = Object.entries(filter).filter(([name, value]) => {
    const field = auditFilterSchema.shape[name as keyof typeof auditFilterSchema.shape];
    return value !== undefined && value !== "" && field?.safeParse(value).success;
  });
  return onOrganisationPage(organisationId, async (context) => {
    const [trail, organisation] = await Promise.all([
      listAudit(context, Object.fromEntries(kept)),
      getOrganisation(context),
    ]);
    return { ...trail, organisation };
  });
}
