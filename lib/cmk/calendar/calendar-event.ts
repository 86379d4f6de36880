import type { KeyLifeClock } from "../key-life/clock";
import type { PartId } from "../parts";

/** A date of an organisation that somebody must not miss. `uid` stays the same while the date moves. Times are ISO 8601. */
export type CalendarDate = {
  uid: string;
  kind: "ends" | "rotates";
  /** Of ends: what ends, wording calendar.ends.<end>. */
  detail: string;
  part: PartId;
  at: string;
};

/** One date as a calendar shows it. */
export type CalendarEvent = {
  uid: string;
  at: string;
  title: string;
  text: string;
  link: string;
  /** How many days before, calendars remind of it; left out: not at all. */
  remindDays?: number[];
};

/** A feed as people see it; its address is shown once. */
export type CalendarFeedView = {
  id: string;
  createdByName: string;
  createdAt: string;
  lastReadAt: string | null;
};

/** The dates of one part's key: what ends when, and when it rotates. */
export function keyDates(organisationId: string, part: PartId, clock: KeyLifeClock): CalendarDate[] {
  const ends = clock.events.flatMap(({ end, at }): CalendarDate[] =>
    at === null
      ? []
      : [
          {
            uid: `${organisationId}-${part}-${end.replace("expired", "expires")}`,
            kind: "ends",
            detail: end,
            part,
            at,
          },
        ],
  );
  const rotates: CalendarDate[] =
    clock.rotatesOn === null
      ? []
      : [
          {
            uid: `${organisationId}-${part}-rotates`,
            kind: "rotates",
            detail: "",
            part,
            at: clock.rotatesOn,
          },
        ];
  return [...ends, ...rotates];
}
