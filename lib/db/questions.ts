import "server-only";
import { AppError } from "@/lib/errors";
import { Prisma, type Question } from "./generated/client";
import { readRows } from "./read-rows";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

export type { Question };
export type NewQuestion = Pick<
  Question,
  | "text"
  | "part"
  | "step"
  | "status"
  | "team"
  | "assignedTo"
  | "assignedToName"
  | "askedBy"
  | "askedByName"
  | "askedAt"
> & { organisationId: OrganisationId };

/** The question that an organisation has now; null when it has none. */
export async function currentQuestion(
  tx: Transaction,
  organisationId: OrganisationId,
): Promise<Question | null> {
  const [row] = await readRows<Question>(
    tx,
    Prisma.sql`select * from questions where organisation_id = ${organisationId}::uuid and status <> 'done' limit 1`,
  );
  return row ?? null;
}

/** Throws CONFLICT with `details.reason` question-open when there is one already. */
export async function createQuestion(tx: Transaction, question: NewQuestion): Promise<Question> {
  const data = [{ ...question, changedAt: question.askedAt }];
  const [row] = await prismaOf(tx).question.createManyAndReturn({ data, skipDuplicates: true });
  if (row) return row;
  throw new AppError("CONFLICT", "There is a question already.", { details: { reason: "question-open" } });
}

/** Throws NOT_FOUND. */
export async function getQuestion(
  tx: Transaction,
  organisationId: OrganisationId,
  id: string,
): Promise<Question> {
  const row = await prismaOf(tx).question.findFirst({ where: { id, organisationId } });
  if (!row) throw new AppError("NOT_FOUND", "There is no such question in scope.");
  return row;
}

/** Changes a question that is still at `revision`. Throws CONFLICT (changed-meanwhile). */
export async function changeQuestion(
  tx: Transaction,
  { id, organisationId, revision }: { id: string; organisationId: OrganisationId; revision: number },
  change: Partial<
    Pick<Question, "status" | "team" | "assignedTo" | "assignedToName" | "doneByName" | "answer">
  > & { changedAt: Date },
): Promise<Question> {
  const [row] = await prismaOf(tx).question.updateManyAndReturn({
    where: { id, organisationId, revision },
    data: { ...change, revision: { increment: 1 } } satisfies Prisma.QuestionUpdateManyMutationInput,
  });
  if (row) return row;
  throw new AppError("CONFLICT", "The question was changed meanwhile.", {
    details: { reason: "changed-meanwhile" },
  });
}
