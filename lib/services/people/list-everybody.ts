import "server-only";
import type { EverybodyQuery } from "@/lib/cmk/people/people-schemas";
import type { PersonRow } from "@/lib/cmk/people/people-views";
import type { Page } from "@/lib/cmk/views";
import * as people from "@/lib/db/list-everybody";
import { readWithScope } from "@/lib/db/transaction";
import type { WideContext } from "../wide-context";
import { toPersonRow } from "./member-views";
import { requireEverywhere } from "./require-everywhere";

/** Everybody whom Clavis knows, by name, a page at a time. Throws FORBIDDEN, INVALID_INPUT (cursor). */
export async function listEverybody(context: WideContext, query: EverybodyQuery): Promise<Page<PersonRow>> {
  requireEverywhere(context);
  const { scope, actor, now } = context;
  const { rows, ...page } = await readWithScope(scope, (tx) => people.listEverybody(tx, now(), query));
  return { ...page, rows: rows.map((person) => toPersonRow(person, actor)) };
}
