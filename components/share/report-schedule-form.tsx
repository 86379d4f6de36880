"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useMemo, useRef, useState } from "react";
import { problemOf, send } from "@/components/api/send";
import { BUTTON, INPUT } from "@/components/ui/button-look";
import { type Messages, wordsFrom } from "@/components/ui/words";
import type { ReportScheduleView } from "@/lib/cmk/report/report-schedule";
import { api } from "@/lib/routes";

type Props = {
  schedule: ReportScheduleView;
  /** As the server knows them: the browser may know others. */
  zones: string[];
  locale: string;
  messages: Messages;
  now: string;
};

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

/** The person's own report by mail: how often, when on their clock, in which language; and its history. */
export function ReportScheduleForm({ schedule, zones, locale, messages, now }: Props) {
  const { t, has } = useMemo(() => wordsFrom(locale, messages), [locale, messages]);
  const { refresh } = useRouter();
  const zone = useRef<HTMLSelectElement>(null);
  const [said, setSaid] = useState<{ ok: boolean; text: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const [cadence, setCadence] = useState(schedule.wish?.cadence ?? "weekly");
  const { wish } = schedule;
  const isNew = wish === null;
  // The browser knows the reader's zone, the server cannot.
  useEffect(() => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (isNew && zone.current && zones.includes(own)) zone.current.value = own;
  }, [isNew, zones]);

  const run = async (work: () => Promise<unknown>, done: string) => {
    setBusy(true);
    setSaid(null);
    try {
      await work();
      setSaid({ ok: true, text: t(done) });
    } catch (error) {
      const { code, reason } = problemOf(error);
      const known = reason && has(`errors.reason.${reason}`);
      setSaid({ ok: false, text: t(known ? `errors.reason.${reason}` : `errors.${code}`) });
    } finally {
      setBusy(false);
      refresh();
    }
  };
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const body = {
      cadence: String(data.get("cadence")),
      weekday: Number(data.get("weekday") ?? 1),
      hour: Number(data.get("hour")),
      timeZone: String(data.get("timeZone")),
      locale: String(data.get("locale")),
    };
    void run(() => send("PUT", api.reportSchedule(), { body }), "report.saved");
  };
  const moment = (at: string) =>
    new Intl.DateTimeFormat(locale, {
      dateStyle: "medium",
      timeStyle: "short",
      timeZone: wish?.timeZone ?? "UTC",
    }).format(new Date(at));
  const weekday = new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" });

  if (!schedule.mail) return <p className="text-[13px] text-ink2">{t("report.noMail")}</p>;
  return (
    <form onSubmit={save} className="space-y-4 text-[13px]">
      <p className="text-ink2">{t("report.lead", { recipient: schedule.recipient })}</p>
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-5">
        <label className="text-xs text-ink2">
          {t("report.cadence")}
          <select
            name="cadence"
            value={cadence}
            onChange={(event) => setCadence(event.target.value === "monthly" ? "monthly" : "weekly")}
            className={`${INPUT} mt-1`}
          >
            <option value="weekly">{t("report.weekly")}</option>
            <option value="monthly">{t("report.monthly")}</option>
          </select>
        </label>
        {cadence === "weekly" ? (
          <label className="text-xs text-ink2">
            {t("report.weekday")}
            <select name="weekday" defaultValue={wish?.weekday ?? 1} className={`${INPUT} mt-1`}>
              {WEEKDAYS.map((day) => (
                <option key={day} value={day}>
                  {weekday.format(Date.UTC(2024, 0, day))}
                </option>
              ))}
            </select>
          </label>
        ) : null}
        <label className="text-xs text-ink2">
          {t("report.hour")}
          <select name="hour" defaultValue={wish?.hour ?? 8} className={`${INPUT} mt-1`}>
            {HOURS.map((hour) => (
              <option key={hour} value={hour}>
                {String(hour).padStart(2, "0")}:00
              </option>
            ))}
          </select>
        </label>
        <label className="text-xs text-ink2">
          {t("report.timeZone")}
          <select
            ref={zone}
            name="timeZone"
            defaultValue={wish?.timeZone ?? "UTC"}
            className={`${INPUT} mt-1`}
          >
            {zones.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <label className="text-xs text-ink2">
          {t("report.language")}
          <select name="locale" defaultValue={wish?.locale ?? locale} className={`${INPUT} mt-1`}>
            <option value="en">English</option>
            <option value="fr">Français</option>
          </select>
        </label>
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <button type="submit" disabled={busy} className={BUTTON.plain}>
          {t(isNew ? "report.start" : "report.change")}
        </button>
        {isNew ? null : (
          <button
            type="button"
            disabled={busy}
            className={BUTTON.quiet}
            onClick={() => void run(() => send("DELETE", api.reportSchedule()), "report.stopped")}
          >
            {t("report.stop")}
          </button>
        )}
        <p aria-live="polite" className={`text-xs ${said?.ok ? "text-ok" : "text-bad"}`}>
          {said?.text ?? ""}
        </p>
      </div>
      {schedule.nextAt && schedule.nextAt > now ? (
        <p className="text-xs text-ink3">
          {t("report.next", { time: moment(schedule.nextAt), zone: wish?.timeZone ?? "UTC" })}
        </p>
      ) : null}
      {schedule.sends.length > 0 ? (
        <table className="tnum w-full text-xs">
          <caption className="pb-1 text-left text-ink3">{t("report.history")}</caption>
          <tbody>
            {schedule.sends.map((sent) => (
              <tr key={sent.at} className="border-t border-line2">
                <td className="py-1.5 pr-4">{moment(sent.at)}</td>
                <td className="py-1.5 pr-4">{t(`report.statuses.${sent.status}`)}</td>
                <td className="py-1.5 text-ink3">
                  {sent.problem && has(`report.problems.${sent.problem}`)
                    ? t(`report.problems.${sent.problem}`)
                    : ""}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </form>
  );
}
