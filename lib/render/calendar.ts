import ical, { ICalCalendarMethod } from "ical-generator";
import type { CalendarEvent } from "@/lib/cmk/calendar/calendar-event";

/** Dates as iCalendar (RFC 5545): instants in UTC, so that every calendar shows them in its own zone. */
export function renderCalendar(name: string, host: string, events: readonly CalendarEvent[]): string {
  const calendar = ical({
    name,
    method: ICalCalendarMethod.PUBLISH,
    prodId: "//Clavis//Clavis//EN",
    ttl: 3600,
  });
  for (const { uid, at, title, text, link } of events) {
    const start = new Date(at);
    calendar.createEvent({
      id: `${uid}@${host}`,
      start,
      end: new Date(start.getTime() + 1_800_000),
      stamp: start,
      summary: title,
      description: `${text}\n${link}`,
      url: link,
    });
  }
  return calendar.toString();
}
