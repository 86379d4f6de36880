import type { Observed, PartFacts } from "../facts";
import type { StatementFacts } from "../input";
import type { PartId } from "../parts";

/** What a field belongs to: what Clavis stores, or one subject that was looked at in a part. */
export type FieldPlace = { part: PartId | null; subject: string };
/** One comparable value. `value` null: it could not be seen then; "none" is a value that was seen to be empty. */
export type Field = FieldPlace & { name: string; value: string | null };

/** They say when somebody looked, not what there is. */
const NOT_COMPARED = new Set(["settling", "statusSince", "requestId", "retryAfterSeconds"]);
const NONE = "none";

/** What tells one entry of a list from another, so that an order of the vendor's is not a difference. */
function nameOf(entry: Record<string, unknown>, index: number): string {
  const { id, version, name } = entry;
  const text = [version, name, id].find((one) => typeof one === "string" && one !== "");
  return typeof text === "string" ? (text.split("/").at(-1) ?? text) : String(index + 1);
}

function textOf(value: unknown): string {
  return value === null || value === undefined || value === "" ? NONE : String(value);
}

/** A value as fields by the vendor's own property names: `firewall.ipRules`, `list[Owner].scope`. */
export function fieldsOf(value: unknown, prefix = ""): [name: string, value: string][] {
  const inner = (name: string) => (prefix === "" ? name : `${prefix}.${name}`);
  if (Array.isArray(value)) {
    if (value.every((entry) => typeof entry !== "object" || entry === null))
      return [[prefix || "list", [...value].map(textOf).sort().join(", ") || NONE]];
    return value.flatMap((entry: unknown, index) =>
      typeof entry === "object" && entry !== null
        ? fieldsOf(entry, `${prefix || "list"}[${nameOf(entry as Record<string, unknown>, index)}]`)
        : fieldsOf(entry, `${prefix || "list"}[${index + 1}]`),
    );
  }
  if (typeof value === "object" && value !== null) {
    return Object.entries(value)
      .filter(([name]) => !NOT_COMPARED.has(name))
      .flatMap(([name, entry]) => fieldsOf(entry, inner(name)));
  }
  return [[prefix || "value", textOf(value)]];
}

function observedFields(part: PartId, subject: string, observed: Observed<unknown>): Field[] {
  if ("failure" in observed) return [{ part, subject, name: "", value: null }];
  return fieldsOf(observed.value).map(([name, value]) => ({ part, subject, name, value }));
}

/** One organisation at one moment: what Clavis stored and what had been seen. Null: not stored then. */
export type MomentData = {
  organisation: Record<string, unknown> | null;
  credential: Record<string, unknown> | null;
  /** Since when that credential was stored. */
  credentialAt?: string | null;
  policy: Record<string, unknown> | null;
  parts: Record<
    PartId,
    { saved: Record<string, unknown> | null; facts: PartFacts; statements: StatementFacts[] }
  >;
};

/** Everything of a moment as fields, in the order of the screen: stored, then part by part. */
export function momentFields({ organisation, credential, policy, parts }: MomentData): Field[] {
  const stored = (part: PartId | null, subject: string, data: Record<string, unknown> | null): Field[] =>
    data === null ? [] : fieldsOf(data).map(([name, value]) => ({ part, subject, name, value }));
  return [
    ...stored(null, "organisation", organisation),
    ...stored(null, "credential", credential),
    ...stored(null, "policy", policy),
    ...(Object.entries(parts) as [PartId, MomentData["parts"][PartId]][]).flatMap(([part, own]) => [
      ...stored(part, "choices", own.saved),
      ...own.statements.map(
        (one): Field => ({ part, subject: "statements", name: one.step, value: one.reference }),
      ),
      ...Object.entries(own.facts).flatMap(([subject, observed]) =>
        observedFields(part, subject, observed as Observed<unknown>),
      ),
    ]),
  ];
}
