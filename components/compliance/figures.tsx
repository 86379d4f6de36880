import Link from "next/link";
import type { ReactNode } from "react";
import { formatDay, Time } from "@/components/ui/time";
import { withQuery } from "@/components/ui/with-query";
import type { Words } from "@/components/ui/words";
import { causeWords } from "@/lib/cmk/compliance/answer";
import type { CompliancePage } from "@/lib/cmk/compliance/compliance-views";
import { durationWords } from "@/lib/cmk/compliance/duration";
import { routes } from "@/lib/routes";

type Props = { view: CompliancePage; words: Words; now: string };

/** Four figures. Each opens what it counts, and says below what that is. */
export function Figures({ view, words, now }: Props) {
  const { t, locale } = words;
  const { repair, atRiskCount, protectedSince, oldestVerifiedAt } = view;
  const worst = view.dangers.find(({ verdict }) => verdict === "at-risk");
  const fresh = view.freshness.filter(({ bucket }) => bucket === "now" || bucket === "hour");
  const rows = (query: Record<string, string>) => `${withQuery(routes.compliance(), query)}#organisations`;
  return (
    <dl className="mb-5 grid grid-cols-2 overflow-hidden rounded-xl border border-line bg-panel lg:grid-cols-4 print:grid-cols-4">
      <Figure
        label={t("compliance.protected")}
        href={rows({ verdict: "protected" })}
        note={
          protectedSince
            ? t("compliance.sinceDay", { day: formatDay(locale, protectedSince) })
            : t("compliance.protectedNote")
        }
      >
        {t("compliance.ofTotal", { count: view.protectedCount, total: view.total })}
      </Figure>
      <Figure
        label={t("compliance.atRisk")}
        href={rows({ verdict: "at-risk" })}
        note={
          worst
            ? t("compliance.worstNote", {
                organisation: worst.organisation.name,
                what: causeWords(worst.cause, worst.alert, words),
              })
            : t("compliance.atRiskNote")
        }
        tone={atRiskCount > 0 ? "text-bad" : ""}
      >
        {atRiskCount}
      </Figure>
      <Figure
        label={t("compliance.lastVerified")}
        href={rows({ sort: "verified" })}
        note={t("compliance.freshNote", {
          count: fresh.reduce((sum, { count }) => sum + count, 0),
          total: view.total,
        })}
      >
        {oldestVerifiedAt ? <Time at={oldestVerifiedAt} now={now} words={words} /> : t("common.never")}
      </Figure>
      <Figure
        label={t("compliance.repairTime")}
        href="#findings"
        note={t("compliance.repairNote", { count: repair.count })}
      >
        {repair.medianSeconds === null
          ? t("compliance.noRepair")
          : durationWords(locale, repair.medianSeconds)}
      </Figure>
    </dl>
  );
}

type FigureProps = { label: string; href: string; note: string; tone?: string; children: ReactNode };

function Figure({ label, href, note, tone = "", children }: FigureProps) {
  return (
    <div className="border-line p-4 max-lg:odd:border-r max-lg:[&:nth-child(n+3)]:border-t md:p-5 lg:[&:nth-child(n+2)]:border-l print:p-3">
      <dt className="text-xs text-ink3">{label}</dt>
      <dd className={`tnum mt-1.5 text-[23px] leading-8 font-semibold tracking-tight ${tone}`}>
        <Link href={href} prefetch={false} className="hover:underline hover:decoration-1">
          {children}
        </Link>
      </dd>
      <dd className="mt-1 text-xs text-ink3">{note}</dd>
    </div>
  );
}
