import "server-only";
import type { Prisma } from "./generated/client";
import { prismaOf, type Transaction } from "./transaction";

const names = new Map<string, string>();

function fieldOf(column: string): string {
  const known = names.get(column);
  if (known !== undefined) return known;
  const field = column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  names.set(column, field);
  return field;
}

/**
 * Rows of `select *` under the names of their model's fields. For what every page asks: `findMany` of the same rows
 * takes three times as long (docs/decisions/0109).
 */
export async function readRows<Row>(tx: Transaction, sql: Prisma.Sql): Promise<Row[]> {
  const rows = await prismaOf(tx).$queryRaw<Record<string, unknown>[]>(sql);
  return rows.map(
    (row) =>
      Object.fromEntries(Object.entries(row).map(([column, value]) => [fieldOf(column), value])) as Row,
  );
}
