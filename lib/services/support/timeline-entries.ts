import "server-only";
import { subjectName } from "@/lib/cmk/audit/subject-name";
import { fieldsOf } from "@/lib/cmk/compare/fields";
import type { PartId } from "@/lib/cmk/parts";
import type { TimelineEntry } from "@/lib/cmk/timeline/timeline-views";
import type { Observation } from "@/lib/db/observations";
import type { readTimeline } from "@/lib/db/timeline";

type Rows = Awaited<ReturnType<typeof readTimeline>>;
type Change = TimelineEntry["changes"][number];

const EMPTY = { subject: null, who: null, text: null, changes: [], alertId: null, part: null };
/** More than a few lines are not read here: the comparison has them all. */
const MOST_CHANGES = 4;

const valuesOf = (json: unknown) => (json ?? null) as Record<string, unknown> | null;

function partIn(subject: string): PartId | null {
  const [first] = subject.split("/");
  return first === "aep" || first === "cja" ? first : null;
}

function seenFields({ facts }: Pick<Observation, "facts">): Map<string, string> {
  if ("failure" in facts)
    return new Map([["failure", [facts.failure.kind, facts.failure.code].filter(Boolean).join(", ")]]);
  return new Map(fieldsOf(facts.value));
}

/** What an observation shows that the one before did not. */
function changesOf(before: Observation | undefined, after: Observation): Change[] {
  if (!before) return [];
  const [old, now] = [seenFields(before), seenFields(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((name) => old.get(name) !== now.get(name))
    .map((name) => ({ name, before: old.get(name) ?? null, after: now.get(name) ?? null }))
    .slice(0, MOST_CHANGES);
}

/** Every source's rows in one shape, newest first. `earlier`: what was seen before each observation. */
export function toEntries(rows: Rows, earlier: Map<string, Observation>): TimelineEntry[] {
  const entries: TimelineEntry[] = [
    ...rows.audit.map((row) => ({
      ...EMPTY,
      id: row.id,
      at: row.at.toISOString(),
      source: "audit" as const,
      kind: row.action,
      part: partIn(row.subject),
      subject: subjectName(row.subject, valuesOf(row.before), valuesOf(row.after)) ?? row.subject,
      who: row.actorName,
    })),
    ...rows.observations.map((row) => ({
      ...EMPTY,
      id: row.id,
      at: row.firstObservedAt.toISOString(),
      source: "observation" as const,
      kind: row.subject,
      part: row.part,
      subject: row.source,
      changes: changesOf(earlier.get(row.id), row),
    })),
    ...rows.findings.map((row) => ({
      ...EMPTY,
      id: row.id,
      at: row.at.toISOString(),
      source: "finding" as const,
      kind: row.kind,
      part: row.finding.part,
      subject: row.finding.checkId,
      who: row.actorName,
      alertId: row.finding.alerts[0]?.id ?? null,
    })),
    ...rows.activity.map((row) => ({
      ...EMPTY,
      id: row.id,
      at: row.at.toISOString(),
      source: "activity" as const,
      kind: row.operation,
      part: row.part,
      subject: row.resourceId,
      who: row.caller,
      text: row.status,
    })),
    ...rows.adobe.map((row) => ({
      ...EMPTY,
      id: row.id,
      at: row.receivedAt.toISOString(),
      source: "adobe" as const,
      kind: row.kind,
      subject: row.code,
      alertId: row.alertId,
    })),
    ...rows.notes.map((row) => ({
      ...EMPTY,
      id: row.id,
      at: row.at.toISOString(),
      source: "note" as const,
      kind: row.editedAt ? "edited" : "written",
      part: row.part,
      subject: row.step ? `${row.part}/${row.step}` : null,
      who: row.authorName,
      text: row.text,
    })),
  ];
  return entries.sort((left, right) =>
    left.at === right.at ? (left.id < right.id ? 1 : -1) : left.at < right.at ? 1 : -1,
  );
}
