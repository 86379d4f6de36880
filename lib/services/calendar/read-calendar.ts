import "server-only";
import { type CalendarEvent, keyDates } from "@/lib/cmk/calendar/calendar-event";
import { keyLifeOf } from "@/lib/cmk/key-life/key-life";
import { PART_IDS } from "@/lib/cmk/parts";
import { touchCalendarFeed } from "@/lib/db/calendar-feeds";
import { listLiveExceptions } from "@/lib/db/check-exceptions";
import { withScope } from "@/lib/db/transaction";
import type { OrganisationContext } from "../context";
import { setupStateIn } from "../setup/setup-state";

type Words = { t(key: string, params?: Record<string, string | number>): string };

/**
 * The dates of one organisation, and the end of Clavis's own credential at Entra, for whoever holds a calendar's
 * address, which the gate has checked.
 */
export async function readCalendar(
  context: OrganisationContext,
  feedId: string,
  { t }: Words,
  link: string,
  ownCredentialEnd: string | null = null,
): Promise<{ name: string; events: CalendarEvent[] }> {
  const { organisationId } = context;
  return withScope(context.scope, async (tx) => {
    const { organisation, inputs } = await setupStateIn(tx, context);
    const events: CalendarEvent[] = [];
    for (const part of PART_IDS) {
      const place = `${organisation.name}, ${t(`parts.${part}.name`)}`;
      for (const { uid, kind, detail, at } of keyDates(organisationId, part, keyLifeOf(inputs[part]).clock)) {
        const title = kind === "ends" ? t(`calendar.ends.${detail}`) : t("calendar.rotates");
        const remindDays = kind === "ends" ? [30, 7] : [];
        events.push({ uid, at, title: `${title} (${organisation.name})`, text: place, link, remindDays });
      }
      for (const { id, checkId, expiresAt } of await listLiveExceptions(
        tx,
        organisationId,
        part,
        context.now(),
      )) {
        const title = t("calendar.exceptionEnds", { check: t(`checks.${checkId}.title`) });
        events.push({ uid: `exception-${id}`, at: expiresAt.toISOString(), title, text: place, link });
      }
    }
    const { adobeCredential } = organisation;
    if (adobeCredential?.endsOn)
      events.push({
        uid: `${organisationId}-adobe-secret`,
        at: `${adobeCredential.endsOn}T00:00:00.000Z`,
        title: `${t("calendar.secretEnds")} (${organisation.name})`,
        text: t("calendar.secretText", { clientId: adobeCredential.clientId }),
        link,
        remindDays: [30, 7],
      });
    if (ownCredentialEnd)
      events.push({
        uid: "clavis-entra-credential",
        at: ownCredentialEnd,
        title: t("calendar.ownEnds"),
        text: t("calendar.ownText"),
        link,
        remindDays: [30, 7],
      });
    await touchCalendarFeed(tx, feedId, context.now());
    return { name: t("calendar.name", { organisation: organisation.name }), events };
  });
}
