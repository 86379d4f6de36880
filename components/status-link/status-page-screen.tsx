import { FindingsCard } from "@/components/compliance/findings-card";
import { FreshnessCard } from "@/components/compliance/freshness-card";
import { TrendCard } from "@/components/compliance/trend-card";
import { VERDICT_TONE } from "@/components/compliance/verdict-tone";
import { Preferences } from "@/components/layout/preferences";
import { PART_TONE } from "@/components/setup/part-tone";
import { Card, CardHead } from "@/components/ui/card";
import { Icon } from "@/components/ui/icon";
import { loadWords } from "@/components/ui/load-words";
import { StatusChip } from "@/components/ui/status-chip";
import { exactTime, formatDay } from "@/components/ui/time";
import { durationWords } from "@/lib/cmk/compliance/duration";
import type { PartState } from "@/lib/cmk/progress";
import type { StatusPageView } from "@/lib/cmk/status-link/status-page";

/** A status page for strangers: what its owner chose to show, and no way from here into the console. */
export async function StatusPageScreen({ view }: { view: StatusPageView }) {
  const words = await loadWords();
  const { t, locale } = words;
  const { protectedCount: count, total, protectedSince } = view;
  const lead = [
    protectedSince ? t("compliance.answerSince", { count, day: formatDay(locale, protectedSince) }) : "",
    t("compliance.leadRisk", { count: view.atRiskCount }),
    t("compliance.leadUnverified", { count: view.unverifiedCount }),
    t("compliance.leadSetup", { count: view.inSetupCount }),
    t("compliance.leadEncrypted"),
  ];
  return (
    <>
      <header className="border-b border-line bg-panel print:hidden">
        <div className="mx-auto flex min-h-14 max-w-4xl flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 md:px-8">
          <p className="flex min-w-0 flex-1 items-center gap-2.5 max-sm:basis-full">
            <span className="grid size-7 shrink-0 place-items-center rounded-md bg-accent text-accentink">
              <Icon name="key" />
            </span>
            <span className="min-w-0 font-semibold tracking-tight break-words">{view.title}</span>
          </p>
          <Preferences locale={locale} signedIn={false} />
        </div>
      </header>
      <main id="content" className="mx-auto w-full max-w-4xl px-4 py-6 md:px-8 md:py-8">
        <h1 className="text-lg font-semibold tracking-tight md:text-[23px] md:leading-8">
          {t("compliance.headline", { count, total })}
        </h1>
        <p className="mt-1 text-ink2">{lead.filter(Boolean).join(" ")}</p>
        <div className="mt-5 space-y-5">
          {view.organisations ? <Organisations rows={view.organisations} words={words} /> : null}
          {view.trend ? <TrendCard trend={{ ...view.trend, dips: [] }} words={words} /> : null}
          {view.findings ? <FindingsCard counts={view.findings} words={words} /> : null}
          {view.repair ? (
            <Card className="p-5">
              <h2 className="font-medium">{t("compliance.repairTime")}</h2>
              <p className="tnum mt-1.5 text-[23px] leading-8 font-semibold tracking-tight">
                {view.repair.medianSeconds === null
                  ? t("compliance.noRepair")
                  : durationWords(locale, view.repair.medianSeconds)}
              </p>
              <p className="text-xs text-ink3">{t("compliance.repairNote", { count: view.repair.count })}</p>
            </Card>
          ) : null}
          {view.verification ? <FreshnessCard freshness={view.verification.freshness} words={words} /> : null}
        </div>
        <p className="mt-5 text-xs text-ink3">
          {t("compliance.asOf", { time: exactTime(words, view.asOf) })}{" "}
          {t("statusLink.sharedBy", { name: view.ownerName, day: formatDay(locale, view.expiresAt) })}
        </p>
      </main>
    </>
  );
}

type Rows = NonNullable<StatusPageView["organisations"]>;

function Organisations({ rows, words }: { rows: Rows; words: Awaited<ReturnType<typeof loadWords>> }) {
  const { t, locale } = words;
  return (
    <Card>
      <CardHead title={t("organisations.title")} />
      <ul className="text-[13px]">
        {rows.map(({ name, verdict, since, parts }) => (
          <li
            key={name}
            className="flex flex-wrap items-center gap-x-4 gap-y-1.5 border-t border-line2 px-5 py-3"
          >
            <span className="min-w-0 flex-1 basis-56 font-medium break-words">
              <bdi>{name}</bdi>
              {since ? (
                <span className="block text-xs font-normal text-ink3">
                  {t("compliance.sinceDay", { day: formatDay(locale, since) })}
                </span>
              ) : null}
            </span>
            <StatusChip tone={VERDICT_TONE[verdict]} word={t(`verdicts.${verdict}`)} />
            {parts
              ? (["aep", "cja"] as const).map((part, index) => (
                  <span key={part} className="flex items-center gap-1.5 text-xs text-ink3">
                    {t(`parts.${part}.short`)}
                    <StatusChip
                      tone={PART_TONE[parts[index] as PartState["status"]]}
                      word={t(`parts.status.${parts[index]}`)}
                    />
                  </span>
                ))
              : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}
