import type { PartId } from "../parts";
import type { Role } from "../permissions";
import type { QuestionStatus } from "./note-rules";

/** Somebody who may read the notes of an organisation, and can be mentioned in them. */
export type Mentionable = { upn: string; name: string; role: Role };

/** Times are ISO 8601. `text` is plain. */
export type NoteView = {
  id: string;
  at: string;
  editedAt: string | null;
  authorName: string;
  text: string;
  /** Names of those whom the text mentions, by sign-in name in small letters. */
  mentions: Record<string, string>;
  part: PartId | null;
  step: string | null;
  findingId: string | null;
  revision: number;
  /** The signed-in person wrote it. `mayEdit`: and may still change it. */
  mine: boolean;
  mayEdit: boolean;
};

export type QuestionView = {
  id: string;
  text: string;
  part: PartId | null;
  step: string | null;
  status: QuestionStatus;
  team: Role | null;
  assignedToName: string | null;
  askedByName: string;
  askedAt: string;
  changedAt: string;
  doneByName: string | null;
  answer: string | null;
  revision: number;
};

export type NotePage = {
  /** The one that is open or taken; null when there is none. */
  question: QuestionView | null;
  rows: NoteView[];
  next: string | null;
};

export const INBOX_KINDS = ["mention", "question", "done"] as const;
export type InboxKind = (typeof INBOX_KINDS)[number];

export type InboxRow = {
  id: string;
  kind: InboxKind;
  organisationId: string;
  organisationName: string;
  fromName: string;
  text: string;
  mentions: Record<string, string>;
  at: string;
  readAt: string | null;
};
export type InboxPage = { rows: InboxRow[]; next: string | null; unread: number };
