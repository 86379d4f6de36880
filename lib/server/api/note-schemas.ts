import "server-only";
import { z } from "zod";
import { GUID_PATTERN } from "@/lib/cmk/ids";
import { QUESTION_STATUSES } from "@/lib/cmk/notes/note-rules";
import { INBOX_KINDS } from "@/lib/cmk/notes/note-views";
import { ROLES } from "@/lib/cmk/permissions";
import { organisationAddress } from "./address-schemas";
import { named, part, time } from "./rule-schemas";

export const noteAddress = organisationAddress.extend({
  note: z.string().regex(GUID_PATTERN).describe("Id of the note"),
});
export const questionAddress = organisationAddress.extend({
  question: z.string().regex(GUID_PATTERN).describe("Id of the question"),
});

const mentions = z.record(z.string(), z.string()).describe("Names by sign-in name");

export const noteView = named(
  "Note",
  z.object({
    id: z.guid(),
    at: time,
    editedAt: time.nullable(),
    authorName: z.string(),
    text: z.string().describe("Plain text"),
    mentions,
    part: part.nullable(),
    step: z.string().nullable(),
    findingId: z.guid().nullable(),
    revision: z.number().int(),
    mine: z.boolean(),
    mayEdit: z.boolean(),
  }),
);

export const questionView = named(
  "Question",
  z.object({
    id: z.guid(),
    text: z.string(),
    part: part.nullable(),
    step: z.string().nullable(),
    status: z.enum(QUESTION_STATUSES),
    team: z.enum(ROLES).nullable(),
    assignedToName: z.string().nullable(),
    askedByName: z.string(),
    askedAt: time,
    changedAt: time,
    doneByName: z.string().nullable(),
    answer: z.string().nullable(),
    revision: z.number().int(),
  }),
);

export const notePage = named(
  "NotePage",
  z.object({
    question: questionView.nullable(),
    rows: z.array(noteView),
    next: z.string().nullable(),
  }),
);

export const mentionableList = z.object({
  rows: z.array(z.object({ upn: z.string(), name: z.string(), role: z.enum(ROLES) })),
});

export const inboxPage = named(
  "InboxPage",
  z.object({
    rows: z.array(
      z.object({
        id: z.guid(),
        kind: z.enum(INBOX_KINDS),
        organisationId: z.guid(),
        organisationName: z.string(),
        fromName: z.string(),
        text: z.string(),
        mentions,
        at: time,
        readAt: time.nullable(),
      }),
    ),
    next: z.string().nullable(),
    unread: z.number().int(),
  }),
);
