import "server-only";
import pg from "pg";
import { statementName } from "./client";
import { Prisma } from "./generated/client";

const { builtins, getTypeParser } = pg.types;

/** What Prisma makes of a value where node-postgres makes something else. */
const LIKE_PRISMA: Partial<Record<number, (text: string) => unknown>> = {
  [builtins.INT8]: BigInt,
  [builtins.NUMERIC]: (text) => new Prisma.Decimal(text),
  [builtins.DATE]: (text) => new Date(`${text}T00:00:00Z`),
  [builtins.TIMESTAMP]: (text) => new Date(`${text.replace(" ", "T")}Z`),
};

const types = {
  getTypeParser: (oid: number, format?: "text" | "binary") =>
    LIKE_PRISMA[oid] ?? getTypeParser(oid, format as "text"),
};

const toText = (value: unknown): unknown => {
  if (value instanceof Date) return value.toISOString();
  return Array.isArray(value) ? value.map(toText) : value;
};

type Query = [sql: Prisma.Sql | TemplateStringsArray, ...values: unknown[]];

/**
 * A Prisma client whose `$queryRaw` and `$queryRawUnsafe` go straight to the connection of the transaction that it is
 * in: the same text, values and answer for a third of the time. For reading; the errors are those of node-postgres.
 */
export function readDirectly(
  prisma: Prisma.TransactionClient,
  connection: pg.Client,
): Prisma.TransactionClient {
  const ask = async (text: string, values: unknown[]) => {
    const name = statementName({ sql: text });
    const asked = { text, values: values.map(toText), types, ...(name ? { name } : {}) };
    return (await connection.query(asked)).rows;
  };
  const askSql = (first: Query[0], values: unknown[]) => {
    const { text, values: given } = first instanceof Prisma.Sql ? first : Prisma.sql(first, ...values);
    return ask(text, given);
  };
  return Object.create(prisma, {
    $queryRaw: { value: (...[first, ...values]: Query) => askSql(first, values) },
    $queryRawUnsafe: { value: (text: string, ...values: unknown[]) => ask(text, values) },
  });
}
