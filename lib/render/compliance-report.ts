import { answer, headline } from "../cmk/compliance/answer";
import { durationWords } from "../cmk/compliance/duration";
import type { PdfContent, Tone } from "./pdf/content";
import {
  type ComplianceReport,
  comingBlocks,
  dangerBlocks,
  exceptionBlocks,
  findingBlocks,
  formatsOf,
  organisationBlocks,
  type ReportWords,
  trendBlocks,
} from "./report-sections";

/** The compliance report as a document: the answer, then why; its times in one zone, which they name. */
export function complianceReport(report: ComplianceReport, words: ReportWords): PdfContent {
  const { t, locale } = words;
  const { view, timeZone } = report;
  const formats = formatsOf(words, timeZone);
  const made = t("compliance.asOf", { time: formats.time(view.asOf) });
  const [tone, word]: [Tone, string] =
    view.atRiskCount > 0
      ? ["bad", t("verdicts.at-risk")]
      : view.total > 0 && view.protectedCount === view.total
        ? ["good", t("verdicts.protected")]
        : ["wait", t("report.partly")];
  return {
    title: t("report.documentTitle"),
    subtitle: made,
    language: locale,
    at: new Date(view.asOf),
    footer: `${t("report.footer")} ${made}`,
    page: (number, of) => t("compliance.pageOf", { page: number, pages: of }),
    blocks: [
      { kind: "status", tone, word, text: headline(view, words) },
      { kind: "paragraph", text: answer(view, view.dangers, words).join(" ") },
      {
        kind: "figures",
        list: [
          {
            value: t("compliance.ofTotal", { count: view.protectedCount, total: view.total }),
            label: t("compliance.protected"),
            note: view.protectedSince
              ? t("compliance.sinceDay", { day: formats.day(view.protectedSince) })
              : "",
          },
          {
            value: String(view.atRiskCount),
            label: t("compliance.atRisk"),
            note: t("compliance.atRiskNote"),
          },
          {
            value: view.oldestVerifiedAt ? formats.short(view.oldestVerifiedAt) : t("common.never"),
            label: t("compliance.lastVerified"),
            note: view.oldestVerifiedAt ? formats.time(view.oldestVerifiedAt) : "",
          },
          {
            value:
              view.repair.medianSeconds === null
                ? t("compliance.noRepair")
                : durationWords(locale, view.repair.medianSeconds),
            label: t("compliance.repairTime"),
            note: t("compliance.repairNote", { count: view.repair.count }),
          },
        ],
      },
      ...dangerBlocks(report, words, formats),
      ...trendBlocks(view.trend, words, formats),
      ...comingBlocks(report, words, formats),
      ...findingBlocks(report, words),
      ...exceptionBlocks(report, words, formats),
      ...organisationBlocks(report, words, formats),
    ],
  };
}
