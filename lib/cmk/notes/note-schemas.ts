import { z } from "zod";
import { GUID_PATTERN } from "../ids";
import { findStep, PART_IDS, type PartId, type StepId } from "../parts";
import { ROLES } from "../permissions";
import { NOTE_LIMIT, QUESTION_ACTIONS, QUESTION_LIMIT } from "./note-rules";

const text = (limit: number) => z.string().trim().min(1, "required").max(limit, "too-long");
const about = {
  part: z.enum(PART_IDS).optional(),
  step: z.string().max(40).optional(),
};
const stepIsThere = (value: { part?: PartId; step?: string }) =>
  value.step === undefined || (value.part !== undefined && findStep(value.part, value.step) !== null);
const noSuchStep = { path: ["step"], message: "invalid" };

export const createNoteSchema = z
  .object({ text: text(NOTE_LIMIT), ...about, findingId: z.string().regex(GUID_PATTERN, "guid").optional() })
  .refine(stepIsThere, noSuchStep);
export type CreateNote = z.infer<typeof createNoteSchema>;

export const editNoteSchema = z.object({ text: text(NOTE_LIMIT), revision: z.number().int() });

/** Who is to answer: a person, by their sign-in name, or everybody with a role. */
const assignee = {
  team: z.enum(ROLES).exclude(["leader"]).optional(),
  person: z.string().trim().max(320).optional(),
};
const somebody = (value: { team?: unknown; person?: unknown }) =>
  Boolean(value.team) !== Boolean(value.person);
const needsSomebody = { path: ["person"], message: "somebody" };

export const askQuestionSchema = z
  .object({ text: text(QUESTION_LIMIT), ...about, ...assignee })
  .refine(stepIsThere, noSuchStep)
  .refine(somebody, needsSomebody);
export type AskQuestion = z.infer<typeof askQuestionSchema>;

export const questionActionSchema = z
  .object({
    action: z.enum(QUESTION_ACTIONS),
    revision: z.number().int(),
    answer: z.string().trim().max(NOTE_LIMIT, "too-long").optional(),
    ...assignee,
  })
  .refine((value) => value.action !== "assign" || somebody(value), needsSomebody);

export type NotePlace = { part: PartId | null; step: StepId | null; findingId: string | null };
