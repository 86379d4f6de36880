import { randomBytes, randomUUID } from "node:crypto";
import type pg from "pg";

type Column = {
  name: string;
  type: string;
  kind: string;
  /** The first word of an enumeration. */
  first: string | null;
  needed: boolean;
  /** The table whose id it holds. */
  target: string | null;
};

const COLUMNS = `
  select c.relname as table, json_agg(json_build_object(
    'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'kind', t.typtype::text,
    'first', (select enumlabel from pg_enum where enumtypid = t.oid order by enumsortorder limit 1),
    'target', (select confrelid::regclass::text from pg_constraint
      where contype = 'f' and conrelid = c.oid and conkey = array[a.attnum] limit 1),
    'needed', a.attnotnull and not a.atthasdef and a.attidentity = '') order by a.attnum) as columns
  from pg_class c join pg_attribute a on a.attrelid = c.oid join pg_type t on t.oid = a.atttypid
  where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
  group by c.relname`;

/** What the checks of a table ask of columns of this name. */
const NAMED: [RegExp, unknown][] = [
  [/hash$|^sha256$/, () => randomBytes(32).toString("hex")],
  [/^reason$/, "Fabrikam has a reason that is long enough."],
  [/^upn$/, "somebody@fabrikam.example"],
  [/^target_port$/, 6514],
  [/^(created|requested|made|asked)_at$|^moment$/, () => new Date()],
];

/** Something that a column of this name and type holds. */
function valueFor({ name, type, kind, first }: Column): unknown {
  const [, fixed] = NAMED.find(([pattern]) => pattern.test(name)) ?? [];
  if (fixed !== undefined) return typeof fixed === "function" ? fixed() : fixed;
  if (kind === "e") return first;
  if (type === "uuid") return randomUUID();
  if (type.endsWith("[]")) return "{}";
  if (type === "jsonb") return "{}";
  if (type === "boolean") return false;
  if (type === "bytea") return Buffer.from("Fabrikam");
  if (type.startsWith("timestamp")) return new Date(Date.now() + 3_600_000);
  return /int|numeric|double/.test(type) ? 1 : "Fabrikam";
}

/**
 * Ids of things of an organisation by table: of what is there already, or of a row that is made. Every table with an
 * id and an organisation is looked at, also those to come; a row that a constraint refuses is left out.
 */
export async function seedForeignThings(owner: pg.Client, org: string): Promise<Record<string, string>> {
  const things: Record<string, string> = {};
  const { rows } = await owner.query<{ table: string; columns: Column[] }>(COLUMNS);
  // Twice: a row may need one of a table that comes later.
  for (const { table, columns } of [...rows, ...rows]) {
    const has = (name: string) => columns.some((one) => one.name === name && one.type === "uuid");
    if (things[table] || !has("id") || !has("organisation_id")) continue;
    const found = await owner.query(`select id from "${table}" where organisation_id = $1 limit 1`, [org]);
    const id = found.rows[0]?.id ?? (await make(owner, table, columns, { ...things, organisations: org }));
    if (id) things[table] = id;
  }
  return things;
}

async function make(
  owner: pg.Client,
  table: string,
  columns: Column[],
  things: Record<string, string>,
): Promise<string | null> {
  const id = randomUUID();
  const filled = columns.filter(
    ({ name, needed }) => needed || ["id", "organisation_id", "target_port", "due_at", "team"].includes(name),
  );
  const values: unknown[] = [];
  for (const one of filled) {
    const target = one.target?.replaceAll('"', "");
    if (one.name === "id") values.push(id);
    else if (!target) values.push(valueFor(one));
    else values.push(things[target] ?? (await owner.query(`select id from "${target}" limit 1`)).rows[0]?.id);
  }
  const names = filled.map(({ name }) => `"${name}"`).join(", ");
  const places = values.map((_, index) => `$${index + 1}`).join(", ");
  try {
    await owner.query(`insert into "${table}" (${names}) values (${places})`, values);
    return id;
  } catch {
    return null;
  }
}
