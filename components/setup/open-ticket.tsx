"use client";
import { BUTTON } from "@/components/ui/button-look";
import { Card, CardHead } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { StatusChip } from "@/components/ui/status-chip";
import { formatDay } from "@/components/ui/time";
import type { Tone } from "@/components/ui/tone";
import type { Words } from "@/components/ui/words";
import type { OpenTicket as Ticket } from "@/lib/cmk/ticket-age";

const TONE: Record<Ticket["level"], Tone> = {
  fresh: "wait",
  "follow-up": "wait",
  escalate: "bad",
  "account-team": "bad",
};

/** How long Customer Care has had the ticket, what to do about it now, and the message to send. */
export function OpenTicket({ ticket, words }: { ticket: Ticket; words: Words }) {
  const { t, locale } = words;
  const { reference, filedOn, days, level, nextLevelOn, followUp } = ticket;
  return (
    <Card>
      <CardHead
        title={t("step.ticketOpen", { reference })}
        level={3}
        aside={
          <StatusChip
            tone={TONE[level]}
            word={t(days === 1 ? "step.ticketDay" : "step.ticketDays", { days })}
          />
        }
      />
      <div className="space-y-3 px-4 pb-4 text-[13px] md:px-5 md:pb-5">
        <p>
          {t("step.ticketFiled", { date: formatDay(locale, filedOn) })} {t(`step.ticketLevel.${level}`)}
        </p>
        {nextLevelOn ? (
          <p className="text-xs text-ink3">
            {t("step.ticketNext", { date: formatDay(locale, nextLevelOn) })}
          </p>
        ) : null}
        {followUp ? (
          <>
            <textarea
              readOnly
              lang="en"
              rows={10}
              value={followUp}
              aria-label={t("step.followUp")}
              className="block w-full resize-y rounded-lg border border-line2 bg-code p-4 font-mono text-xs leading-5"
            />
            <CopyButton
              value={followUp}
              label={t("step.copyFollowUp")}
              doneLabel={t("common.copied")}
              withText
              className={BUTTON.plain}
            />
          </>
        ) : null}
      </div>
    </Card>
  );
}
