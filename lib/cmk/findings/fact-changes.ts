import type { FactSubject, Source } from "../facts";

/** What was seen of one subject, from the first to the last time that it looked like this. Times are ISO 8601. */
export type SeenFacts = {
  subject: FactSubject;
  source: Source;
  facts: unknown;
  firstAt: string;
  lastAt: string;
};

/** One property of a fact that was different from a time on. null: it was not there. */
export type FactChange = {
  subject: FactSubject;
  source: Source;
  /** When it was first seen to be so; it happened between this and `knownUntil`. */
  at: string;
  knownUntil: string;
  property: string;
  before: string | null;
  after: string | null;
};

const LONGEST = 200;

/** Properties of a value by their path, such as `networkAcls.bypass`; lists of plain values are one property. */
function flat(value: unknown, path = ""): Map<string, string> {
  if (value === null || value === undefined) return new Map();
  const isPlainList = Array.isArray(value) && value.every((one) => typeof one !== "object");
  if (typeof value !== "object" || isPlainList) {
    const text = isPlainList ? (value as unknown[]).join(", ") : String(value);
    return new Map([[path, text.slice(0, LONGEST)]]);
  }
  const entries = Object.entries(value as Record<string, unknown>);
  return new Map(entries.flatMap(([name, one]) => [...flat(one, path ? `${path}.${name}` : name)]));
}

/** What a vendor refused to tell shows as that, under one name. */
function propertiesOf(facts: unknown): Map<string, string> {
  const { value, failure } = (facts ?? {}) as {
    value?: unknown;
    failure?: { kind: string; code: string | null };
  };
  if (failure) return new Map([["failure", failure.code ?? failure.kind]]);
  return flat(value);
}

/** Times that every look writes anew are no change of anything. */
const RESTLESS = /(^|\.)(statusSince|settling.*|changedAt|seenAt|updatedAt|lastModifiedAt)$/;

/** What changed between the observations of each subject, newest first. Pure; the order given does not matter. */
export function factChanges(seen: readonly SeenFacts[]): FactChange[] {
  const ordered = seen.toSorted((a, b) => a.firstAt.localeCompare(b.firstAt));
  const last = new Map<FactSubject, SeenFacts>();
  const changes: FactChange[] = [];
  for (const now of ordered) {
    const was = last.get(now.subject);
    last.set(now.subject, now);
    if (!was) continue;
    const [before, after] = [propertiesOf(was.facts), propertiesOf(now.facts)];
    for (const property of new Set([...before.keys(), ...after.keys()])) {
      const [from = null, to = null] = [before.get(property), after.get(property)];
      if (from === to || RESTLESS.test(property)) continue;
      const { subject, source, firstAt: at } = now;
      changes.push({ subject, source, at, knownUntil: was.lastAt, property, before: from, after: to });
    }
  }
  return changes.toSorted((a, b) => b.at.localeCompare(a.at));
}
