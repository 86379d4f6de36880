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
  const prisma = prismaOf(tx);
  // Not Prisma's distinct, here and elsewhere: it reads every row and throws the older ones away itself.
  const newest = await prisma.$queryRaw<{ id: string }[]>`
    select distinct on (part, step) id from attempts
    where organisation_id = ${organisationId}::uuid and started_at <= ${at}
    order by part, step, started_at desc, id desc`;
  const rows = await prisma.attempt.findMany({ where: { id: { in: newest.map(({ id }) => id) } } });
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
  const observations = await observationsAt(tx, organisationId, [at]);
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
