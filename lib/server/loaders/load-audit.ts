import "server-only";
import { getTimeZone } from "next-intl/server";
import { readableFilter } from "@/lib/cmk/audit/audit-filter";
import type { ChainProblem } from "@/lib/cmk/audit/chain-problems";
import type { AuditRow, OrganisationView, Page } from "@/lib/cmk/views";
import { listActors } from "@/lib/services/audit/list-actors";
import { listAudit, listAuditWidely } from "@/lib/services/audit/list-audit";
import { listProblems } from "@/lib/services/audit/list-problems";
import { listViews } from "@/lib/services/audit/saved-views";
import { getOrganisation } from "@/lib/services/organisations/get-organisation";
import { onOrganisationPage, onWidePage } from "../gates/page";

type Query = Record<string, string | string[] | undefined>;

export type AuditPage = Page<AuditRow> & {
  filter: Record<string, string>;
  cursor: string | null;
  actors: { id: string; name: string }[];
  views: Awaited<ReturnType<typeof listViews>>;
  /** Whether the system's own chain can be asked for. */
  system: boolean;
  /** What is wrong with the chain that is shown: the organisation's, or the system's own. */
  problems: ChainProblem[];
};

/** Days are those of the zone in which the person is shown times. */
async function split(query: Query) {
  const readable = readableFilter(query) as Record<string, string>;
  const { cursor, limit: _limit, zone: _zone, ...filter } = readable;
  const asked = { ...filter, zone: await getTimeZone(), ...(cursor ? { cursor } : {}) };
  return { filter, cursor: cursor ?? null, asked };
}

/** An organisation's audit log. `query` is the address's: a field that makes no sense is left out. */
export async function loadAudit(
  organisationId: string,
  query: Query = {},
): Promise<AuditPage & { organisation: OrganisationView }> {
  const { filter, cursor, asked } = await split({ ...query, chain: undefined });
  return onOrganisationPage(organisationId, async (context) => {
    const [page, organisation, actors, views, problems] = await Promise.all([
      listAudit(context, asked),
      getOrganisation(context),
      listActors(context),
      listViews(context),
      listProblems(context, context.organisationId),
    ]);
    return { ...page, organisation, filter, cursor, actors, views, system: false, problems };
  });
}

/** The audit log over all organisations that the person may read, with the system's own where they may see that. */
export async function loadWideAudit(query: Query = {}): Promise<AuditPage> {
  const { filter, cursor, asked } = await split(query);
  return onWidePage("audit.read", async (context) => {
    const [page, views] = await Promise.all([listAuditWidely(context, asked), listViews(context)]);
    const system = context.scope.organisations === "*";
    const problems = system ? await listProblems(context, null) : [];
    return { ...page, filter, cursor, actors: [], views, system, problems };
  });
}
