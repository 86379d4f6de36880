"use client";
import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { problemOf, send } from "@/components/api/send";
import { BUTTON } from "@/components/ui/button-look";
import { Card, CardHead } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { Time } from "@/components/ui/time";
import { type Messages, wordsFrom } from "@/components/ui/words";
import type { CalendarFeedView } from "@/lib/cmk/calendar/calendar-event";
import { api } from "@/lib/routes";

type Props = {
  organisationId: string;
  feeds: CalendarFeedView[];
  locale: string;
  messages: Messages;
  now: string;
};

/** Addresses for calendars: made here, shown once, ended here. */
export function CalendarCard({ organisationId, feeds, locale, messages, now }: Props) {
  const words = useMemo(() => wordsFrom(locale, messages), [locale, messages]);
  const { t, has } = words;
  const { refresh } = useRouter();
  const [busy, setBusy] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const run = async (work: () => Promise<void>) => {
    setBusy(true);
    setProblem(null);
    try {
      await work();
    } catch (error) {
      const { code, reason } = problemOf(error);
      setProblem(t(reason && has(`errors.reason.${reason}`) ? `errors.reason.${reason}` : `errors.${code}`));
    } finally {
      setBusy(false);
      refresh();
    }
  };
  const add = async () => {
    const { token } = await send<{ token: string }>("POST", api.calendars(organisationId));
    setMade(`${window.location.origin}${api.calendarFeed(token)}?lang=${locale}`);
  };
  const revoke = async (id: string) => {
    await send("DELETE", api.calendar(organisationId, id));
    setMade(null);
  };
  return (
    <Card className="mt-5 print:hidden">
      <CardHead title={t("calendar.title")} />
      <div className="space-y-3 px-5 pb-4 text-[13px]">
        <p className="text-ink2">{t("calendar.text")}</p>
        {made ? (
          <div aria-live="polite" className="space-y-1">
            <p className="text-xs text-ink3">{t("calendar.once")}</p>
            <CodeBlock label={t("calendar.address")} wrap className="p-3">
              {made}
            </CodeBlock>
          </div>
        ) : null}
        {feeds.length > 0 ? (
          <ul>
            {feeds.map((feed) => (
              <li key={feed.id} className="flex items-center gap-2 border-t border-line2 py-2">
                <span className="flex-1">
                  {feed.createdByName}, <Time at={feed.createdAt} now={now} words={words} />
                  <span className="block text-xs text-ink3">
                    {t("calendar.read")}{" "}
                    {feed.lastReadAt ? (
                      <Time at={feed.lastReadAt} now={now} words={words} />
                    ) : (
                      t("common.never")
                    )}
                  </span>
                </span>
                <button
                  type="button"
                  className={BUTTON.quiet}
                  disabled={busy}
                  onClick={() => void run(() => revoke(feed.id))}
                >
                  {t("calendar.revoke")}
                </button>
              </li>
            ))}
          </ul>
        ) : null}
        {problem ? (
          <p role="alert" className="text-bad">
            {problem}
          </p>
        ) : null}
        <button type="button" className={BUTTON.plain} disabled={busy} onClick={() => void run(add)}>
          {t("calendar.add")}
        </button>
      </div>
    </Card>
  );
}
