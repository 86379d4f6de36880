import "server-only";
import { mayHaveChanged, stepMayHaveChanged } from "@/lib/cmk/compare/azure-operations";
import type { CompareRow, Explained } from "@/lib/cmk/compare/compare-views";
import type { FieldDifference } from "@/lib/cmk/compare/difference";
import { fieldsOf } from "@/lib/cmk/compare/fields";
import { PART_IDS, type PartId } from "@/lib/cmk/parts";
import {
  type AuditCause,
  type AzureChange,
  listAuditCauses,
  listAzureChanges,
  observationsUntil,
} from "@/lib/db/explanations";
import { listVersions, type StoredVersion } from "@/lib/db/moments";
import type { Observation } from "@/lib/db/observations";
import type { Transaction } from "@/lib/db/transaction";
import type { OrganisationContext } from "../context";

const CAUSES = ["step.apply-started", "maintenance.started"];
const STATED = ["statement.made", "statement.withdrawn"];
/** Azure's clock and Clavis's are not one, and a look takes a while. */
const SLACK_MS = 60_000;
const HISTORY = 200;

type Span = { from: Date; to: Date };

const isCause = (kind: StoredVersion["kind"], part: PartId | null, row: FieldDifference) =>
  row.part === part && row.subject === (kind === "setup" ? "choices" : kind);

function reasonIn(after: unknown): string | null {
  if (typeof after !== "object" || after === null) return null;
  for (const name of ["reason", "text", "reference"] as const) {
    const value = (after as Record<string, unknown>)[name];
    if (typeof value === "string" && value !== "") return value;
  }
  return null;
}

const audited = ({ at, actorName, action, after }: AuditCause): Explained => ({
  source: "audit",
  name: actorName,
  at: at.toISOString(),
  what: action,
  why: reasonIn(after),
});

const valueOf = ({ facts }: Observation, name: string): string | null => {
  if ("failure" in facts) return null;
  return fieldsOf(facts.value).find(([field]) => field === name)?.[1] ?? "";
};

/** Between which two looks a field turned to what it is: from the last that saw it otherwise to the first that did not. */
export function spanOf(
  history: readonly Observation[],
  name: string,
): { from: Date | null; to: Date } | null {
  const seen = name === "" ? [...history] : history.filter((look) => valueOf(look, name) !== null);
  const newest = seen[0];
  if (!newest) return null;
  if (name === "") return { from: seen[1]?.lastObservedAt ?? null, to: newest.firstObservedAt };
  const value = valueOf(newest, name);
  const before = seen.findIndex((look) => valueOf(look, name) !== value);
  const first = before === -1 ? seen.at(-1) : seen[before - 1];
  return { from: seen[before]?.lastObservedAt ?? null, to: (first ?? newest).firstObservedAt };
}

type Happened = (part: PartId, span: Span) => Promise<{ azure: AzureChange[]; causes: AuditCause[] }>;

/** What happened in a span, asked once for all fields that turned in it. */
function happenings(tx: Transaction, { organisationId }: OrganisationContext): Happened {
  const known = new Map<string, Awaited<ReturnType<Happened>>>();
  return async (part, span) => {
    const key = `${part} ${span.from.toISOString()} ${span.to.toISOString()}`;
    const found = known.get(key) ?? {
      azure: await listAzureChanges(tx, organisationId, part, span),
      causes: await listAuditCauses(tx, organisationId, { actions: CAUSES, parts: [part], ...span }),
    };
    known.set(key, found);
    return found;
  };
}

async function explainObserved(
  row: FieldDifference & { part: PartId },
  history: Observation[],
  happenedIn: Happened,
): Promise<CompareRow> {
  const span = spanOf(history, row.name);
  if (!span) return { ...row, seen: null, by: [] };
  const seen = { from: span.from?.toISOString() ?? null, to: span.to.toISOString() };
  // Where one side was not seen nothing is known to have changed, so nobody is named for it.
  const unseen = row.before.kind === "unseen" || row.after.kind === "unseen";
  if (span.from === null || unseen) return { ...row, seen, by: [] };
  const around: Span = {
    from: new Date(span.from.getTime() - SLACK_MS),
    to: new Date(span.to.getTime() + SLACK_MS),
  };
  const { azure: changes, causes } = await happenedIn(row.part, around);
  const azure = changes.find((change) => mayHaveChanged(row.subject, change));
  const own = causes.find(({ subject }) => stepMayHaveChanged(row.subject, subject));
  const activity: Explained[] = azure
    ? [
        {
          source: "activity",
          name: azure.caller ?? "",
          at: azure.at.toISOString(),
          what: azure.operation,
          why: null,
        },
      ]
    : [];
  return { ...row, seen, by: [...(own ? [audited(own)] : []), ...activity] };
}

/** What was seen of everything that differs, in one question. */
async function historiesOf(
  tx: Transaction,
  { organisationId }: OrganisationContext,
  rows: FieldDifference[],
  until: Date,
): Promise<(part: PartId, subject: string) => Observation[]> {
  const wanted = new Map(
    rows.flatMap(({ part, subject }) =>
      part && subject !== "choices" && subject !== "statements"
        ? [[`${part}/${subject}`, { part, subject }] as const]
        : [],
    ),
  );
  const seen = await observationsUntil(tx, organisationId, [...wanted.values()], { until, limit: HISTORY });
  return (part, subject) => seen.filter((look) => look.part === part && look.subject === subject);
}

/** Adds to every difference who made it, when and why, from the trail and from what Azure recorded. */
export async function explain(
  tx: Transaction,
  context: OrganisationContext,
  rows: FieldDifference[],
  span: Span,
): Promise<CompareRow[]> {
  const { organisationId } = context;
  const versions = rows.some(({ part, subject }) => part === null || subject === "choices")
    ? await listVersions(tx, organisationId, span.from, span.to)
    : [];
  const ids = versions.flatMap(({ auditEntryId }) => auditEntryId ?? []);
  const entries = new Map(
    (ids.length > 0 ? await listAuditCauses(tx, organisationId, { ids }) : []).map((entry) => [
      entry.id,
      entry,
    ]),
  );
  const stated = rows.some(({ subject }) => subject === "statements")
    ? await listAuditCauses(tx, organisationId, { actions: STATED, parts: PART_IDS, ...span })
    : [];
  const happenedIn = happenings(tx, context);
  const histories = await historiesOf(tx, context, rows, span.to);
  const explained: CompareRow[] = [];
  for (const row of rows) {
    if (row.subject === "statements") {
      const entry = stated.find(({ subject }) => subject === `${row.part}/${row.name}`);
      explained.push({ ...row, seen: null, by: entry ? [audited(entry)] : [] });
    } else if (row.part === null || row.subject === "choices") {
      const change = versions
        .filter(({ kind, part }) => isCause(kind, part, row))
        .findLast((version) => turned(version, versions, row));
      const entry = change?.auditEntryId ? entries.get(change.auditEntryId) : undefined;
      const seen = change ? { from: null, to: change.at.toISOString() } : null;
      explained.push({ ...row, seen, by: entry ? [audited(entry)] : [] });
    } else {
      const { part, subject } = row;
      explained.push(await explainObserved({ ...row, part }, histories(part, subject), happenedIn));
    }
  }
  return explained;
}

/** Whether this version is the one in which the field got the value that it has at the end. */
function turned(version: StoredVersion, versions: StoredVersion[], row: FieldDifference): boolean {
  const own = versions.filter(({ kind, part }) => kind === version.kind && part === version.part);
  const value = (one: StoredVersion | undefined) =>
    one && fieldsOf(one.data).find(([name]) => name === row.name)?.[1];
  const before = own[own.indexOf(version) - 1];
  const old = before ? value(before) : row.before.kind === "value" ? row.before.text : undefined;
  return value(version) !== old;
}
