import "server-only";
import { choicesSchema } from "@/lib/cmk/choices";
import type { FactSubject, Source } from "@/lib/cmk/facts";
import type { StatementFacts } from "@/lib/cmk/input";
import type { Outcome } from "@/lib/cmk/outcome";
import type { PartId, StepId, StepKey } from "@/lib/cmk/parts";
import { AppError } from "@/lib/errors";
import type { AttemptStatus } from "./attempts";
import { readCursor, writeCursor } from "./cursor";
import type { Organisation } from "./organisations";
import type { OrganisationOverview, PartOverview } from "./overview";
import { ONE_OVERVIEW_SQL, OVERVIEW_SQL } from "./overview-sql";
import { prismaOf, type Transaction } from "./transaction";

type InPart = { part: PartId };
type AttemptRow = InPart & {
  id: string;
  step: StepId;
  status: AttemptStatus;
  planHash: string;
  startedByName: string;
  startedAt: string;
  endedAt: string | null;
  outcome: Outcome | null;
};
type Row = {
  organisation: Omit<Organisation, "createdAt" | "updatedAt"> & { createdAt: string; updatedAt: string };
  credential: { clientId: string; savedAt: string; endsOn: string | null } | null;
  event_feed: { status: string | null; at: string } | null;
  setups: (InPart & { choices: unknown; revision: number })[] | null;
  observations: (InPart & { subject: FactSubject; facts: object; source: Source; at: string })[] | null;
  statements: (InPart & StatementFacts)[] | null;
  attempts: AttemptRow[] | null;
  runs: (InPart & NonNullable<PartOverview["run"]>)[] | null;
};

// PostgreSQL writes times with an offset: the rules compare them as texts, so they all get one form.
const iso = (text: string) => new Date(text).toISOString();
const isoOrNull = (text: string | null) => (text === null ? null : iso(text));

function partOf(row: Row, part: PartId): PartOverview {
  const own = <T extends InPart>(list: T[] | null) => (list ?? []).filter((entry) => entry.part === part);
  const setup = own(row.setups)[0];
  const attempts = own(row.attempts).map(({ step, outcome, part: _part, ...attempt }) => {
    const failure = outcome?.kind === "failed" ? outcome.failure : null;
    const wait = outcome?.kind === "waiting" ? outcome : null;
    const times = { startedAt: iso(attempt.startedAt), endedAt: isoOrNull(attempt.endedAt) };
    return [`${part}/${step}` as StepKey, { ...attempt, ...times, failure, wait }] as const;
  });
  const run = own(row.runs)[0];
  return {
    part,
    choices: choicesSchema.parse(setup?.choices ?? {}),
    revision: setup?.revision ?? 0,
    facts: Object.fromEntries(
      own(row.observations).map(({ subject, facts, source, at }) => [
        subject,
        { ...facts, source, at: iso(at) },
      ]),
    ),
    statements: own(row.statements).map(({ part: _part, ...statement }) => ({
      ...statement,
      statedAt: iso(statement.statedAt),
    })),
    attempts: Object.fromEntries(attempts),
    running: Object.fromEntries(
      attempts.filter(([, a]) => a.status === "running").map(([key, a]) => [key, a.startedAt]),
    ),
    failures: Object.fromEntries(attempts.flatMap(([key, a]) => (a.failure ? [[key, a.failure]] : []))),
    waits: Object.fromEntries(attempts.flatMap(([key, a]) => (a.wait ? [[key, a.wait]] : []))),
    run: run
      ? {
          ...run,
          createdAt: iso(run.createdAt),
          updatedAt: iso(run.updatedAt),
          nextAt: isoOrNull(run.nextAt),
        }
      : null,
  };
}

function fromRow(row: Row): OrganisationOverview {
  const { createdAt, updatedAt, ...organisation } = row.organisation;
  return {
    organisation: { ...organisation, createdAt: new Date(createdAt), updatedAt: new Date(updatedAt) },
    adobeCredential: row.credential && { ...row.credential, savedAt: iso(row.credential.savedAt) },
    eventFeed: row.event_feed && { ...row.event_feed, at: iso(row.event_feed.at) },
    parts: { aep: partOf(row, "aep"), cja: partOf(row, "cja") },
  };
}

export type OverviewQuery = { ids?: string[]; search?: string; cursor?: string; limit?: number };

/**
 * Organisations in scope by name with everything that their status is computed from, a page at a time
 * (100 unless told, at most 500). One query, however many organisations there are.
 */
export async function listOverview(
  tx: Transaction,
  { ids, search, cursor, limit = 100 }: OverviewQuery = {},
): Promise<{ rows: OrganisationOverview[]; next: string | null }> {
  const size = Math.max(1, Math.min(limit, 500));
  const [name = null, id = null] = cursor ? readCursor(cursor, ["text", "id"]) : [];
  const pattern = search?.trim() ? `%${search.trim().replace(/[\\%_]/g, "\\$&")}%` : null;
  const found = await prismaOf(tx).$queryRawUnsafe<Row[]>(
    OVERVIEW_SQL,
    ids ?? (tx.scope.organisations === "*" ? null : tx.scope.organisations),
    pattern,
    name,
    id,
    size + 1,
  );
  const rows = found.slice(0, size).map(fromRow);
  const last = rows.at(-1)?.organisation;
  return { rows, next: found.length > size && last ? writeCursor([last.name, last.id]) : null };
}

/** The same for one organisation. Throws NOT_FOUND, also out of scope. */
export async function getOverview(tx: Transaction, organisationId: string): Promise<OrganisationOverview> {
  const [row] = await prismaOf(tx).$queryRawUnsafe<Row[]>(ONE_OVERVIEW_SQL, organisationId);
  if (!row) throw new AppError("NOT_FOUND", "There is no such organisation in scope.");
  return fromRow(row);
}
