import "server-only";
import type { PersonView } from "@/lib/cmk/people/people-views";
import { listBindings } from "@/lib/db/bindings";
import { listEverybody } from "@/lib/db/list-everybody";
import { listSessionsOf } from "@/lib/db/sessions";
import { readWithScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { toSessionView } from "../account/sessions";
import type { WideContext } from "../wide-context";
import { toPersonRow } from "./member-views";
import { requireEverywhere } from "./require-everywhere";

/** A person, what they are bound to, and where they are signed in. Throws FORBIDDEN, NOT_FOUND. */
export async function getPerson(
  context: WideContext,
  id: string,
  { cursor, sessionId }: { cursor?: string; sessionId: string },
): Promise<PersonView> {
  requireEverywhere(context);
  const at = context.now();
  return readWithScope(context.scope, async (tx) => {
    const [person] = (await listEverybody(tx, at, { id })).rows;
    if (!person) throw new AppError("NOT_FOUND", "There is no such person.");
    return {
      person: toPersonRow(person, context.actor),
      bindings: { ...(await listBindings(tx, id, cursor)), total: person.organisations },
      sessions: (await listSessionsOf(tx, id, at)).map((session) => toSessionView(session, sessionId)),
    };
  });
}
