import type { Field, FieldPlace } from "./fields";

/** A side of a difference: `absent` there was no such field; `unseen` nobody could see it then. */
export type Side = { kind: "value"; text: string } | { kind: "absent" } | { kind: "unseen" };
export type FieldDifference = FieldPlace & { name: string; before: Side; after: Side };

const placeOf = ({ part, subject }: FieldPlace) => `${part ?? ""}/${subject}`;

type Moment = { fields: Map<string, string>; seen: Set<string>; unseen: Set<string> };

/** What is stored is there or not; everything else of a part is known only once somebody has looked. */
const isLookedAt = ({ part, subject }: FieldPlace) =>
  part !== null && subject !== "choices" && subject !== "statements";

function index(fields: readonly Field[]): Moment {
  const moment: Moment = { fields: new Map(), seen: new Set(), unseen: new Set() };
  for (const field of fields) {
    if (field.value === null) moment.unseen.add(placeOf(field));
    else {
      moment.seen.add(placeOf(field));
      moment.fields.set(`${placeOf(field)}/${field.name}`, field.value);
    }
  }
  return moment;
}

/**
 * What differs between two moments, field by field, and how many fields there are. What was not seen on one side,
 * or not looked at yet, is one difference of its whole subject, not one of every field: nothing is known to have changed.
 */
export function differenceOf(
  before: readonly Field[],
  after: readonly Field[],
): { rows: FieldDifference[]; total: number } {
  const [left, right] = [index(before), index(after)];
  const places = new Map<string, FieldPlace & { names: string[] }>();
  for (const { part, subject, name } of [...before, ...after]) {
    const key = placeOf({ part, subject });
    const place = places.get(key) ?? { part, subject, names: [] };
    if (!place.names.includes(name)) place.names.push(name);
    places.set(key, place);
  }
  let total = 0;
  const rows = [...places].flatMap(([key, { part, subject, names }]): FieldDifference[] => {
    const isUnseen = ({ seen, unseen }: Moment) =>
      unseen.has(key) || (isLookedAt({ part, subject }) && !seen.has(key));
    if (isUnseen(left) || isUnseen(right)) {
      total += 1;
      const side = (moment: Moment): Side =>
        isUnseen(moment) ? { kind: "unseen" } : { kind: "value", text: "" };
      return isUnseen(left) && isUnseen(right)
        ? []
        : [{ part, subject, name: "", before: side(left), after: side(right) }];
    }
    const real = names.filter((name) => name !== "");
    total += real.length;
    return real.flatMap((name): FieldDifference[] => {
      const side = ({ fields }: Moment): Side => {
        const text = fields.get(`${key}/${name}`);
        return text === undefined ? { kind: "absent" } : { kind: "value", text };
      };
      const [one, other] = [side(left), side(right)];
      return JSON.stringify(one) === JSON.stringify(other)
        ? []
        : [{ part, subject, name, before: one, after: other }];
    });
  });
  return { rows, total };
}
