import ical, { ICalAlarmType, ICalCalendarMethod } from "ical-generator";
import type { CalendarEvent } from "@/lib/cmk/calendar/calendar-event";

/** Dates as iCalendar (RFC 5545): instants in UTC, so that every calendar shows them in its own zone. */
export function renderCalendar(name: string, host: string, events: readonly CalendarEvent[]): string {
  const calendar = ical({
    name,
    method: ICalCalendarMethod.PUBLISH,
    prodId: "//Clavis//Clavis//EN",
    ttl: 3600,
  });
  for (const { uid, at, title, text, link, remindDays = [] } of events) {
    const start = new Date(at);
    const event = calendar.createEvent({
      id: `${uid}@${host}`,
      start,
      end: new Date(start.getTime() + 1_800_000),
      stamp: start,
      summary: title,
      description: `${text}\n${link}`,
      url: link,
    });
    for (const days of remindDays)
      event.createAlarm({ type: ICalAlarmType.display, trigger: days * 86_400, description: title });
  }
  return calendar.toString();
}
