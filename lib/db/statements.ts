import "server-only";
import type { StatementFacts } from "@/lib/cmk/input";
import type { PartId, StepId } from "@/lib/cmk/parts";
import { AppError } from "@/lib/errors";
import { Prisma, type Statement as Row } from "./generated/client";
import { readRows } from "./read-rows";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

export type Statement = StatementFacts & {
  part: PartId;
  statedBy: string | null;
  withdrawnAt: string | null;
};

export type NewStatement = {
  organisationId: OrganisationId;
  part: PartId;
  step: StepId;
  reference: string;
  text: string | null;
  /** The date that the person gave, YYYY-MM-DD. */
  statedOn: string | null;
  statedBy: string | null;
  statedByName: string;
  statedAt: Date;
};

function fromRow(row: Row): Statement {
  return {
    id: row.id,
    part: row.part,
    step: row.step as StepId,
    reference: row.reference,
    text: row.text,
    statedOn: row.statedOn?.toISOString().slice(0, 10) ?? null,
    statedBy: row.statedBy,
    statedByName: row.statedByName,
    statedAt: row.statedAt.toISOString(),
    withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
  };
}

/** Keeps what a person states where no API can tell. Statements are never changed, only withdrawn. */
export async function makeStatement(tx: Transaction, statement: NewStatement): Promise<Statement> {
  const statedOn = statement.statedOn === null ? null : new Date(`${statement.statedOn}T00:00:00Z`);
  return fromRow(await prismaOf(tx).statement.create({ data: { ...statement, statedOn } }));
}

/** Withdraws a statement and returns it. Throws NOT_FOUND when it is out of scope or withdrawn already. */
export async function withdrawStatement(
  tx: Transaction,
  organisationId: OrganisationId,
  id: string,
  at: Date,
): Promise<Statement> {
  const [row] = await prismaOf(tx).statement.updateManyAndReturn({
    where: { id, organisationId, withdrawnAt: null },
    data: { withdrawnAt: at },
  });
  if (!row) throw new AppError("NOT_FOUND", "There is no such statement in scope.");
  return fromRow(row);
}

/** Statements that stand (all of them with `withdrawn`), oldest first. */
export async function listStatements(
  tx: Transaction,
  organisationId: OrganisationId,
  filter: { part?: PartId; step?: StepId; withdrawn?: boolean } = {},
): Promise<Statement[]> {
  const { withdrawn = false, part, step } = filter;
  const conditions = [
    Prisma.sql`organisation_id = ${organisationId}::uuid`,
    ...(part ? [Prisma.sql`part = ${part}::part`] : []),
    ...(step ? [Prisma.sql`step = ${step}`] : []),
    ...(withdrawn ? [] : [Prisma.sql`withdrawn_at is null`]),
  ];
  const rows = await readRows<Row>(
    tx,
    Prisma.sql`select * from statements where ${Prisma.join(conditions, " and ")} order by stated_at, id`,
  );
  return rows.map(fromRow);
}
