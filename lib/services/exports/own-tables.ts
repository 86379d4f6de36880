import "server-only";
import { z } from "zod";
import type { AccountContext } from "../account/account-context";
import { listOwnSessions } from "../account/sessions";
import { listOwnTokens } from "../account/tokens";
import { listViews } from "../audit/saved-views";
import { getInbox } from "../notes/inbox";
import { getReportSchedule } from "../report/schedule-report";
import type { WideContext } from "../wide-context";
import { ownTable } from "./export-table";

/** A person, and what is theirs alone. */
export type OwnContext = WideContext & { account: AccountContext };

const filter = z.object({});

/** Tables of a person's own: never another's, whatever their role. */
export const OWN_TABLES = {
  "audit-views": ownTable({
    permission: "audit.read",
    columns: ["id", "name", "filter", "createdAt"],
    filter,
    page: async (context) => ({ rows: await listViews(context), next: null }),
  }),
  inbox: ownTable({
    permission: "note.read",
    columns: ["id", "at", "kind", "organisationId", "organisationName", "fromName", "text", "readAt"],
    filter,
    page: (context, _filter, cursor) => getInbox(context, cursor ?? undefined),
  }),
  reports: ownTable({
    permission: "compliance.read",
    columns: ["at", "status", "attempts", "problem", "endedAt"],
    filter,
    page: async (context) => ({ rows: (await getReportSchedule(context, { mail: true })).sends, next: null }),
  }),
  sessions: ownTable({
    permission: null,
    columns: ["createdAt", "lastSeenAt", "expiresAt", "userAgent", "current"],
    filter,
    page: async ({ account }) => ({ rows: await listOwnSessions(account), next: null }),
  }),
  tokens: ownTable({
    permission: null,
    columns: ["id", "name", "permissions", "organisations", "createdAt", "expiresAt", "lastUsedAt"],
    filter,
    page: async ({ account }) => ({ rows: await listOwnTokens(account), next: null }),
  }),
};
