import "server-only";
import type { FactSubject, Source } from "@/lib/cmk/facts";
import type { SeenFacts } from "@/lib/cmk/findings/fact-changes";
import type { PartId } from "@/lib/cmk/parts";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

/** How often one subject may have changed to be shown: what is older is in the database alone. */
const MOST = 40;

/** What was seen of some subjects of a part, newest first, unchanged looks as one row each. */
export async function listFactSeries(
  tx: Transaction,
  organisationId: OrganisationId,
  part: PartId,
  subjects: readonly FactSubject[],
): Promise<SeenFacts[]> {
  const rows = await Promise.all(
    subjects.map((subject) =>
      prismaOf(tx).observation.findMany({
        where: { organisationId, part, subject },
        orderBy: [{ firstObservedAt: "desc" }, { id: "desc" }],
        take: MOST,
      }),
    ),
  );
  return rows.flat().map(({ subject, source, facts, firstObservedAt, lastObservedAt }) => ({
    subject: subject as FactSubject,
    source: source as Source,
    facts,
    firstAt: firstObservedAt.toISOString(),
    lastAt: lastObservedAt.toISOString(),
  }));
}
