import "server-only";
import { choicesSchema } from "@/lib/cmk/choices";
import type { Outcome } from "@/lib/cmk/outcome";
import { PART_IDS, type PartId, type StepKey } from "@/lib/cmk/parts";
import { readMoment } from "./moments";
import { type Observation, observationsAt } from "./observations";
import { getOrganisation } from "./organisations";
import type { OrganisationOverview, PartOverview } from "./overview";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

async function attemptsAt(tx: Transaction, organisationId: OrganisationId, at: Date) {
  const rows = await prismaOf(tx).attempt.findMany({
    where: { organisationId, startedAt: { lte: at } },
    distinct: ["part", "step"],
    orderBy: [{ part: "asc" }, { step: "asc" }, { startedAt: "desc" }, { id: "desc" }],
  });
  return rows.map((row) => {
    const ended = row.endedAt !== null && row.endedAt <= at;
    const outcome = ended ? (row.outcome as Outcome | null) : null;
    const key = `${row.part}/${row.step}` as StepKey;
    const summary = {
      id: row.id,
      status: ended ? row.status : ("running" as const),
      planHash: row.planHash,
      startedByName: row.startedByName,
      startedAt: row.startedAt.toISOString(),
      endedAt: ended ? (row.endedAt?.toISOString() ?? null) : null,
      failure: outcome?.kind === "failed" ? outcome.failure : null,
      wait: outcome?.kind === "waiting" ? outcome : null,
    };
    return { key, part: row.part, summary };
  });
}

/** A later look that saw the same does not make a fact of then newer than then. */
const seenBy = (at: Date) => (observation: Observation) =>
  observation.lastObservedAt > at ? { ...observation, lastObservedAt: at } : observation;

export type OverviewAt = { overview: OrganisationOverview; observations: Observation[] };

/**
 * All that a status is computed from, as it was at a moment in the past: what was stored and observed as moments.ts
 * has it, attempts by their times. Runs are not kept as a series: there is none. Throws NOT_FOUND.
 */
export async function getOverviewAt(
  tx: Transaction,
  organisationId: OrganisationId,
  at: Date,
): Promise<OverviewAt> {
  const moment = await readMoment(tx, organisationId, at);
  const organisation = { ...(await getOrganisation(tx, organisationId)), ...moment.organisation };
  const observations = (await observationsAt(tx, organisationId, at)).map(seenBy(at));
  const attempts = await attemptsAt(tx, organisationId, at);
  const partOf = (part: PartId): PartOverview => {
    const { saved, facts, statements } = moment.parts[part];
    const own = attempts
      .filter((attempt) => attempt.part === part)
      .map(({ key, summary }) => [key, summary] as const);
    return {
      part,
      choices: choicesSchema.parse(saved ?? {}),
      revision: 0,
      facts,
      statements,
      attempts: Object.fromEntries(own),
      running: Object.fromEntries(
        own.flatMap(([key, a]) => (a.status === "running" ? [[key, a.startedAt]] : [])),
      ),
      failures: Object.fromEntries(own.flatMap(([key, a]) => (a.failure ? [[key, a.failure]] : []))),
      waits: Object.fromEntries(own.flatMap(([key, a]) => (a.wait ? [[key, a.wait]] : []))),
      run: null,
    };
  };
  const parts = Object.fromEntries(
    PART_IDS.map((part) => [part, partOf(part)]),
  ) as OrganisationOverview["parts"];
  return { overview: { organisation, adobeCredential: null, parts }, observations };
}
