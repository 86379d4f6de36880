import "server-only";
import { findCalendarFeed } from "@/lib/db/calendar-feeds";
import { grantScope } from "@/lib/db/scope";
import { readWithScope } from "@/lib/db/transaction";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { wordsOf } from "@/lib/i18n/words-of";
import { renderCalendar } from "@/lib/render/calendar";
import { routes } from "@/lib/routes";
import { readCalendar } from "@/lib/services/calendar/read-calendar";
import { buildSystemContext } from "../build-context";
import { ownCredentialEnd } from "../clouds/own-credential";

/**
 * The calendar behind an address that works without signing in: its secret says which organisation, and opens these
 * dates alone. Throws the same NOT_FOUND for a secret that is wrong or was revoked.
 */
export async function calendarOf(token: string, locale: "en" | "fr"): Promise<string> {
  const everywhere = grantScope({ organisations: "*", userId: null });
  const feed = await readWithScope(everywhere, (tx) => findCalendarFeed(tx, token));
  if (!feed) throw new AppError("NOT_FOUND", "There is no such calendar.");
  const { PUBLIC_URL } = env();
  const link = PUBLIC_URL + routes.overview(feed.organisationId);
  const context = await buildSystemContext(feed.organisationId);
  const { name, events } = await readCalendar(context, feed.id, wordsOf(locale), link, ownCredentialEnd());
  return renderCalendar(name, new URL(PUBLIC_URL).hostname, events);
}
