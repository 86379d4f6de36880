import { StatusChip } from "@/components/ui/status-chip";
import { Time } from "@/components/ui/time";
import type { Messages, Words } from "@/components/ui/words";
import type { SessionView } from "@/lib/cmk/people/people-views";
import { browserName } from "./browser-name";
import { EndButton } from "./end-button";

type Props = {
  sessions: SessionView[];
  /** Where one of them is ended. */
  pathOf: (session: string) => string;
  words: Words;
  messages: Messages;
  now: string;
};

/** Where a person is signed in; each but this one can be ended. */
export function SessionList({ sessions, pathOf, words, messages, now }: Props) {
  const { t, locale } = words;
  return (
    <ul>
      {sessions.map((session) => {
        const browser = browserName(session.userAgent) ?? t("accountPage.unknownBrowser");
        return (
          <li
            key={session.id}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line2 px-5 py-2.5 text-[13px]"
          >
            <span className="font-medium" title={session.userAgent ?? undefined}>
              {browser}
            </span>
            {session.current ? <StatusChip tone="accent" word={t("accountPage.current")} /> : null}
            <span className="flex-1 text-xs text-ink3">
              {t("accountPage.began")} <Time at={session.createdAt} now={now} words={words} />.{" "}
              {t("accountPage.seen")} <Time at={session.lastSeenAt} now={now} words={words} />
            </span>
            {session.current ? null : (
              <EndButton
                path={pathOf(session.id)}
                label={t("accountPage.end")}
                name={t("accountPage.endOf", { browser })}
                locale={locale}
                messages={messages}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}
