import "server-only";
import type { z } from "zod";
import type { AuditAction } from "@/lib/cmk/audit-actions";
import { actionsOf } from "@/lib/cmk/notes/note-rules";
import type { AskQuestion, questionActionSchema } from "@/lib/cmk/notes/note-schemas";
import type { QuestionView } from "@/lib/cmk/notes/note-views";
import { appendAudit } from "@/lib/db/audit";
import { addToInbox } from "@/lib/db/inbox";
import { listMembers } from "@/lib/db/members";
import { getOrganisation } from "@/lib/db/organisations";
import * as questions from "@/lib/db/questions";
import { type Transaction, withScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import type { Actor, OrganisationContext } from "../context";
import { auditEntry } from "../setup/audit-entry";
import { NOTE_READERS, toQuestionView } from "./note-view";
import { requireWriter } from "./require-writer";

type Person = Extract<Actor, { kind: "user" }>;
type To = Pick<AskQuestion, "team" | "person">;
type Assignment = Pick<questions.NewQuestion, "team" | "assignedTo" | "assignedToName">;

/** A team is told of by its people: at most so many of them. */
const TEAM = 50;

const AUDITED = {
  take: "question.taken",
  assign: "question.assigned",
  done: "question.done",
  release: "question.released",
} as const satisfies Record<string, AuditAction>;

/** To whom a question goes. Throws INVALID_INPUT at `person` for somebody who may not read it. */
async function assignmentOf(
  tx: Transaction,
  { organisationId }: OrganisationContext,
  { team, person }: To,
): Promise<Assignment> {
  if (!person) return { team: team ?? null, assignedTo: null, assignedToName: null };
  const query = { roles: NOTE_READERS, upns: [person.toLowerCase()], limit: 1 };
  const [member] = await listMembers(tx, organisationId, query);
  if (!member)
    throw new AppError("INVALID_INPUT", "Nobody of that name may read it.", {
      fields: [{ field: "person", reason: "no-member" }],
    });
  return { team: null, assignedTo: member.userId, assignedToName: member.name };
}

/** Puts a question before whoever is to answer it, except the one who passes it on. */
async function tell(
  tx: Transaction,
  context: OrganisationContext,
  question: questions.Question,
  by: Person,
): Promise<void> {
  const { organisationId } = context;
  const team =
    question.assignedTo || !question.team
      ? []
      : await listMembers(tx, organisationId, { roles: [question.team], limit: TEAM });
  const people = question.assignedTo ? [question.assignedTo] : team.map(({ userId }) => userId);
  const item = {
    organisationId,
    kind: "question" as const,
    questionId: question.id,
    fromName: by.name,
    at: context.now(),
  };
  await addToInbox(
    tx,
    people.filter((userId) => userId !== by.userId).map((userId) => ({ ...item, userId })),
  );
}

/**
 * Asks the question that an organisation has now, of a person or of everybody with a role there. Audited. Throws
 * FORBIDDEN, NOT_FOUND, INVALID_INPUT, CONFLICT (`details.reason` question-open).
 */
export async function askQuestion(context: OrganisationContext, input: AskQuestion): Promise<QuestionView> {
  const by = requireWriter(context);
  const { organisationId } = context;
  const { text, part = null, step = null } = input;
  return withScope(context.scope, async (tx) => {
    await getOrganisation(tx, organisationId);
    const to = await assignmentOf(tx, context, input);
    const asked = { askedBy: by.userId, askedByName: by.name, askedAt: context.now() };
    const question = await questions.createQuestion(tx, {
      organisationId,
      text,
      part,
      step,
      status: "open",
      ...to,
      ...asked,
    });
    await tell(tx, context, question, by);
    const after = { text, to: to.assignedToName ?? to.team };
    await appendAudit(tx, auditEntry(context, { action: "question.asked", subject: question.id, after }));
    return toQuestionView(question);
  });
}

/**
 * Takes a question on, passes it on, gives it back, or says that it is done: then whoever asked is told. Audited. Throws
 * FORBIDDEN, NOT_FOUND, INVALID_INPUT, CONFLICT (`details.reason` changed-meanwhile).
 */
export async function handleQuestion(
  context: OrganisationContext,
  id: string,
  { action, revision, answer, team, person }: z.infer<typeof questionActionSchema>,
): Promise<QuestionView> {
  const by = requireWriter(context);
  const { organisationId } = context;
  const at = context.now();
  return withScope(context.scope, async (tx) => {
    const before = await questions.getQuestion(tx, organisationId, id);
    if (!actionsOf(before.status).includes(action))
      throw new AppError("CONFLICT", "It does not stand so that this can be done.", {
        details: { reason: "changed-meanwhile" },
      });
    const change = {
      take: { status: "taken" as const, assignedTo: by.userId, assignedToName: by.name },
      release: {
        status: "open" as const,
        team: before.team ?? teamOf(by),
        assignedTo: null,
        assignedToName: null,
      },
      done: { status: "done" as const, doneByName: by.name, answer: answer || null },
      assign:
        action === "assign"
          ? { status: "open" as const, ...(await assignmentOf(tx, context, { team, person })) }
          : {},
    }[action];
    const after = await questions.changeQuestion(
      tx,
      { id, organisationId, revision },
      { ...change, changedAt: at },
    );
    if (action === "assign") await tell(tx, context, after, by);
    if (action === "done" && before.askedBy !== by.userId) {
      const item = { organisationId, userId: before.askedBy, kind: "done" as const, questionId: id };
      await addToInbox(tx, [{ ...item, fromName: by.name, at }]);
    }
    const what = {
      before: { status: before.status, to: before.assignedToName ?? before.team },
      after: {
        status: after.status,
        to: after.assignedToName ?? after.team,
        about: before.text,
        ...(answer ? { answer } : {}),
      },
    };
    await appendAudit(tx, auditEntry(context, { action: AUDITED[action], subject: id, ...what }));
    return toQuestionView(after);
  });
}

const teamOf = ({ roles }: Person) => (roles.includes("support") ? ("support" as const) : ("admin" as const));
