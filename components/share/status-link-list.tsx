import { StatusChip } from "@/components/ui/status-chip";
import { formatDay, Time } from "@/components/ui/time";
import type { Tone } from "@/components/ui/tone";
import type { Messages, Words } from "@/components/ui/words";
import type { LinkState, StatusLinkView } from "@/lib/cmk/status-link/status-link";
import { RevokeButton } from "./revoke-button";

const TONES: Record<LinkState, Tone> = { open: "ok", expired: "quiet", revoked: "quiet" };
const SHOWN = 3;

type Props = { links: StatusLinkView[]; words: Words; messages: Messages; now: string };

/** Every link: what it shows, whether it opens, how often it was opened, and how to end it. */
export function StatusLinkList({ links, words, messages, now }: Props) {
  const { t, locale } = words;
  return (
    <ul className="text-[13px]">
      {links.map((link) => (
        <li
          key={link.id}
          className="flex flex-wrap items-start gap-x-4 gap-y-2 border-t border-line2 px-5 py-3.5"
        >
          <div className="min-w-0 flex-1 basis-80">
            <p className="font-medium break-words">{link.title}</p>
            <p className="text-xs break-words text-ink3">
              {link.organisations
                .slice(0, SHOWN)
                .map(({ name }) => name)
                .join(", ")}
              {link.organisations.length > SHOWN
                ? ` ${t("compliance.moreReasons", { count: link.organisations.length - SHOWN })}`
                : ""}
              {link.sections.length > 0
                ? `: ${link.sections.map((section) => t(`statusLink.sections.${section}`)).join(", ")}`
                : ""}
            </p>
            <p className="text-xs text-ink3">
              {t("statusLink.madeBy", { name: link.createdByName, day: formatDay(locale, link.createdAt) })}{" "}
              {link.state === "revoked"
                ? t("statusLink.revokedBy", { name: link.revokedByName ?? "" })
                : t(link.state === "open" ? "statusLink.until" : "statusLink.endedOn", {
                    day: formatDay(locale, link.expiresAt),
                  })}{" "}
              {t("statusLink.opens", { count: link.opens })}
              {link.lastOpenedAt ? (
                <>
                  {" "}
                  (<Time at={link.lastOpenedAt} now={now} words={words} />)
                </>
              ) : null}
            </p>
          </div>
          <StatusChip tone={TONES[link.state]} word={t(`statusLink.states.${link.state}`)} />
          {link.mayRevoke ? (
            <RevokeButton id={link.id} title={link.title} locale={locale} messages={messages} />
          ) : null}
        </li>
      ))}
    </ul>
  );
}
