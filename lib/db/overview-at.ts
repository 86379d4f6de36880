import "server-only";
import { choicesSchema } from "@/lib/cmk/choices";
import type { StatementFacts } from "@/lib/cmk/input";
import type { Outcome } from "@/lib/cmk/outcome";
import { PART_IDS, type PartId, type StepId, type StepKey } from "@/lib/cmk/parts";
import type { AuditEntry } from "./audit";
import { type Observation, observationsAt, toPartFacts } from "./observations";
import { getOrganisation, type Organisation } from "./organisations";
import type { OrganisationOverview, PartOverview } from "./overview";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

/** Audit entries that changed what is stored only as it is now; newest first. */
async function changesSince(
  tx: Transaction,
  organisationId: OrganisationId,
  at: Date,
): Promise<AuditEntry[]> {
  const rows = await prismaOf(tx).auditEntry.findMany({
    where: { organisationId, at: { gt: at }, action: { in: ["choice.saved", "organisation.updated"] } },
    orderBy: { sequence: "desc" },
  });
  return rows as AuditEntry[];
}

/** An organisation's fields as they were: each later change is taken back. */
function organisationBefore(organisation: Organisation, changes: AuditEntry[]): Organisation {
  const earlier = changes.filter(({ action }) => action === "organisation.updated");
  return earlier.reduce(
    (now, { before }) => ({ ...now, ...(before as Partial<Organisation>) }),
    organisation,
  );
}

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

async function statementsAt(tx: Transaction, organisationId: OrganisationId, at: Date) {
  const rows = await prismaOf(tx).statement.findMany({
    where: {
      organisationId,
      statedAt: { lte: at },
      OR: [{ withdrawnAt: null }, { withdrawnAt: { gt: at } }],
    },
    orderBy: [{ statedAt: "asc" }, { id: "asc" }],
  });
  return rows.map(({ id, part, step, reference, text, statedOn, statedByName, statedAt }) => {
    const statement: StatementFacts = {
      id,
      step: step as StepId,
      reference,
      text,
      statedOn: statedOn?.toISOString().slice(0, 10) ?? null,
      statedByName,
      statedAt: statedAt.toISOString(),
    };
    return { part, statement };
  });
}

/** A later look that saw the same does not make a fact of then newer than then. */
const seenBy = (at: Date) => (observation: Observation) =>
  observation.lastObservedAt > at ? { ...observation, lastObservedAt: at } : observation;

export type OverviewAt = { overview: OrganisationOverview; observations: Observation[] };

/**
 * All that a status is computed from, as it was at a moment in the past: facts by their time series, statements and
 * attempts by their times, choices and the organisation's own fields by taking back what the audit trail says was
 * changed since. Runs are not kept as a series: there is none. Throws NOT_FOUND.
 */
export async function getOverviewAt(
  tx: Transaction,
  organisationId: OrganisationId,
  at: Date,
): Promise<OverviewAt> {
  const changes = await changesSince(tx, organisationId, at);
  const organisation = organisationBefore(await getOrganisation(tx, organisationId), changes);
  const setups = await prismaOf(tx).setup.findMany({ where: { organisationId } });
  const observations = (await observationsAt(tx, organisationId, at)).map(seenBy(at));
  const statements = await statementsAt(tx, organisationId, at);
  const attempts = await attemptsAt(tx, organisationId, at);
  const partOf = (part: PartId): PartOverview => {
    const stored = setups.find((setup) => setup.part === part);
    const oldest = changes
      .filter(({ action, subject }) => action === "choice.saved" && subject === part)
      .at(-1);
    const own = attempts
      .filter((attempt) => attempt.part === part)
      .map(({ key, summary }) => [key, summary] as const);
    return {
      part,
      choices: choicesSchema.parse((oldest ? oldest.before : stored?.choices) ?? {}),
      revision: stored?.revision ?? 0,
      facts: toPartFacts(observations, part),
      statements: statements.filter((row) => row.part === part).map(({ statement }) => statement),
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
