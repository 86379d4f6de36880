import { Card, CardHead } from "@/components/ui/card";
import { StatusChip } from "@/components/ui/status-chip";
import { formatDay, Time } from "@/components/ui/time";
import type { Tone } from "@/components/ui/tone";
import type { Words } from "@/components/ui/words";
import type { HandOverState } from "@/lib/cmk/hand-over";
import type { HandOverRow } from "@/lib/cmk/hand-over-views";
import { WithdrawButton } from "./withdraw-button";

const TONE: Record<HandOverState, Tone> = {
  open: "wait",
  opened: "accent",
  done: "ok",
  expired: "quiet",
  withdrawn: "quiet",
};

type Props = {
  rows: HandOverRow[];
  /** Where a link is ended; null for those who may not. */
  address: string | null;
  words: Words;
  now: string;
};

/** Whom the step was handed to, who opened it, and whether it is done. */
export function HandOverList({ rows, address, words, now }: Props) {
  const { t, locale } = words;
  if (rows.length === 0) return null;
  return (
    <Card>
      <CardHead title={t("handOver.listTitle")} level={3} />
      <ul>
        {rows.map((row) => (
          <li
            key={row.id}
            className="flex flex-wrap items-start gap-x-4 gap-y-1.5 border-t border-line2 px-4 py-3 text-[13px] md:px-5"
          >
            <div className="min-w-52 flex-1">
              <p className="flex flex-wrap items-center gap-2">
                {t(`handOver.recipients.${row.recipient}`)}
                <StatusChip tone={TONE[row.state]} word={t(`handOver.states.${row.state}`)} />
              </p>
              {row.reason ? (
                <p className="mt-1 text-xs break-words whitespace-pre-line text-ink2">{row.reason}</p>
              ) : null}
              <p className="mt-1 flex flex-wrap gap-x-3 text-xs text-ink3">
                <span>
                  {t("handOver.askedBy", { name: row.createdByName })},{" "}
                  <Time at={row.createdAt} now={now} words={words} />
                </span>
                {row.openedAt && row.openedByName ? (
                  <span>
                    {t("handOver.openedBy", { name: row.openedByName })},{" "}
                    <Time at={row.openedAt} now={now} words={words} />
                  </span>
                ) : null}
                {row.checkedAt ? (
                  <span>
                    {t("handOver.checked")} <Time at={row.checkedAt} now={now} words={words} />
                  </span>
                ) : null}
                {opens(row, now) ? (
                  <span>{t("handOver.opensUntil", { date: formatDay(locale, row.expiresAt) })}</span>
                ) : null}
              </p>
            </div>
            {address && opens(row, now) ? (
              <WithdrawButton
                address={`${address}?id=${row.id}`}
                label={t("handOver.withdraw")}
                working={t("handOver.withdrawing")}
                failed={t("errors.title")}
              />
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** A link opens until its end, also when the step is done meanwhile. */
const opens = (row: HandOverRow, now: string) => row.withdrawnAt === null && row.expiresAt > now;
