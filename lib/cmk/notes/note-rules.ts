// Without a schema: browsers load this.

/** A note is a page of plain text at most, and names ten people at most: what is longer belongs into a ticket. */
export const NOTE_LIMIT = 4000;
export const MENTION_LIMIT = 10;
/** Own words can be mended for a day; after that others have acted on them. */
export const EDIT_HOURS = 24;
export const QUESTION_LIMIT = 1000;

export const QUESTION_ACTIONS = ["take", "assign", "done", "release"] as const;
export type QuestionAction = (typeof QUESTION_ACTIONS)[number];
export const QUESTION_STATUSES = ["open", "taken", "done"] as const;
export type QuestionStatus = (typeof QUESTION_STATUSES)[number];

/** What can be done with a question that stands so. */
export function actionsOf(status: QuestionStatus): readonly QuestionAction[] {
  if (status === "open") return ["take", "assign", "done"];
  return status === "taken" ? ["done", "assign", "release"] : [];
}
