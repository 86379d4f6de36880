import "server-only";
import type { InboxPage } from "@/lib/cmk/notes/note-views";
import { getInbox } from "@/lib/services/notes/inbox";
import { onWidePage } from "../gates/page";

/** What the reader is to see, of all their organisations. */
export function loadInbox(cursor?: string): Promise<InboxPage> {
  return onWidePage("note.read", (context) => getInbox(context, cursor));
}
