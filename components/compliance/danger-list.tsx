import Link from "next/link";
import { CLASS_TONE } from "@/components/checks/check-tone";
import { Card, CardHead } from "@/components/ui/card";
import { StatusChip } from "@/components/ui/status-chip";
import { Time } from "@/components/ui/time";
import type { Words } from "@/components/ui/words";
import { causeWords } from "@/lib/cmk/compliance/answer";
import type { Danger } from "@/lib/cmk/compliance/compliance-views";
import { routes } from "@/lib/routes";
import { VERDICT_TONE } from "./verdict-tone";

const SHOWN = 5;

/** What is at risk, since when, and who is on it. */
export function DangerList({ rows, words, now }: { rows: Danger[]; words: Words; now: string }) {
  const { t } = words;
  return (
    <Card className="mb-5 print:break-inside-avoid">
      <CardHead title={t("compliance.dangerTitle")} />
      <Rows rows={rows.slice(0, SHOWN)} words={words} now={now} />
      {rows.length > SHOWN ? (
        <details>
          <summary className="border-t border-line2 px-5 py-3 text-xs text-ink2 underline underline-offset-2">
            {t("compliance.moreReasons", { count: rows.length - SHOWN })}
          </summary>
          <Rows rows={rows.slice(SHOWN)} words={words} now={now} />
        </details>
      ) : null}
    </Card>
  );
}

function Rows({ rows, words, now }: { rows: Danger[]; words: Words; now: string }) {
  const { t } = words;
  return (
    <ul className="text-[13px]">
      {rows.map(({ organisation, verdict, since, cause, alert }) => (
        <li
          key={organisation.id}
          className="flex flex-wrap items-start gap-x-4 gap-y-1.5 border-t border-line2 px-5 py-3"
        >
          <span className="min-w-0 flex-1 basis-72">
            <Link
              href={alert ? routes.alert(organisation.id, alert.id) : routes.overview(organisation.id)}
              prefetch={false}
              className="font-medium hover:text-accent hover:underline"
            >
              <bdi>{organisation.name}</bdi>
              {t("compliance.colon")} {causeWords(cause, alert, words)}
            </Link>
            <span className="block text-xs text-ink3">
              {t("verification.since")} <Time at={alert?.openedAt ?? since ?? now} now={now} words={words} />
              {", "}
              {alert === null
                ? t("compliance.noAlert")
                : alert.assignee
                  ? t("compliance.onIt", { name: alert.assignee })
                  : t("compliance.nobodyOnIt")}
            </span>
          </span>
          <span className="flex flex-wrap gap-2">
            <StatusChip tone={VERDICT_TONE[verdict]} word={t(`verdicts.${verdict}`)} />
            {alert ? (
              <StatusChip
                tone={CLASS_TONE[alert.failureClass]}
                word={t(`failureClasses.${alert.failureClass}`)}
              />
            ) : null}
          </span>
        </li>
      ))}
    </ul>
  );
}
