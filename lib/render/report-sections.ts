import type { FailureClass } from "../cmk/checks/check";
import type { Verdict } from "../cmk/compliance";
import { causeWords } from "../cmk/compliance/answer";
import { AGES, type CompliancePage, type Trend } from "../cmk/compliance/compliance-views";
import { durationWords } from "../cmk/compliance/duration";
import type { Block, Tone } from "./pdf/content";
import { trendDrawing } from "./trend-drawing";

/** Texts with ICU plurals in one language. */
export type ReportWords = {
  locale: string;
  t(key: string, params?: Record<string, string | number>): string;
  has(key: string): boolean;
};

/** What a report is made of. `rows`: every organisation that it lists; `timeZone`: of the times in it. */
export type ComplianceReport = { view: CompliancePage; timeZone: string };

const TONE: Record<Verdict, Tone> = {
  protected: "good",
  "at-risk": "bad",
  unverified: "wait",
  "in-setup": "neutral",
  "not-started": "neutral",
};
const CLASSES: FailureClass[] = ["purge", "recoverable", "hygiene"];

export type Formats = { short(at: string): string; day(at: string): string; time(at: string): string };

/** Dates in the words and the zone of whoever reads. */
export function formatsOf({ locale }: ReportWords, timeZone: string): Formats {
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone });
  const time = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone });
  const short = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone });
  return {
    short: (at) => short.format(new Date(at)),
    day: (at) => day.format(new Date(at)),
    time: (at) => `${time.format(new Date(at))} ${timeZone}`,
  };
}

/** What is at risk, since when, and who is on it. */
export function dangerBlocks({ view }: ComplianceReport, words: ReportWords, formats: Formats): Block[] {
  if (view.dangers.length === 0) return [];
  const { t } = words;
  return [
    { kind: "heading", level: 2, text: t("compliance.dangerTitle") },
    {
      kind: "table",
      empty: "",
      columns: [
        { label: t("compliance.organisation"), share: 1.2 },
        { label: t("compliance.reasons"), share: 1.8 },
        { label: t("compliance.from") },
        { label: t("report.who") },
      ],
      rows: view.dangers.map(({ organisation, cause, alert, since }) => [
        organisation.name,
        causeWords(cause, alert, words),
        formats.day(alert?.openedAt ?? since ?? view.asOf),
        alert?.assignee ?? t(alert ? "compliance.nobodyOnIt" : "compliance.noAlert"),
      ]),
    },
  ];
}

/** Posture over time, with the story of every dip. */
export function trendBlocks(trend: Trend, words: ReportWords, formats: Formats): Block[] {
  const { t, locale } = words;
  const last = trend.points.at(-1);
  const least = Math.min(
    last?.protected ?? 0,
    ...trend.points.filter(({ known }) => known > 0).map((p) => p.least),
  );
  return [
    { kind: "heading", level: 2, text: `${t("compliance.trendTitle")}, ${t("compliance.lastDays")}` },
    {
      kind: "drawing",
      drawing: trendDrawing(trend, formats.day),
      alternative: t("compliance.chartWords", {
        count: last?.protected ?? 0,
        total: last?.known ?? 0,
        least,
        dips: trend.dips.length,
      }),
    },
    ...(trend.began !== null && trend.began > trend.from
      ? [
          {
            kind: "paragraph" as const,
            muted: true,
            text: t("compliance.beganNote", { day: formats.day(trend.began) }),
          },
        ]
      : []),
    ...trend.dips.slice(0, 10).map(({ at, until, organisation, cause, reason }): Block => {
      const what = causeWords(cause, { reason }, words);
      const told = until
        ? t("compliance.dipRepaired", {
            what,
            time: durationWords(locale, (Date.parse(until) - Date.parse(at)) / 1000),
          })
        : t("compliance.dipOpen", { what });
      return { kind: "paragraph", text: `${formats.time(at)}, ${organisation.name}: ${told}` };
    }),
  ];
}

/** What ends or turns by itself. */
export function comingBlocks({ view }: ComplianceReport, { t }: ReportWords, formats: Formats): Block[] {
  return [
    { kind: "heading", level: 2, text: t("compliance.comingTitle") },
    {
      kind: "table",
      empty: t("compliance.comingNoneText"),
      columns: [
        { label: t("report.when") },
        { label: t("report.what"), share: 1.4 },
        { label: t("compliance.organisation"), share: 1.6 },
      ],
      rows: view.coming
        .slice(0, 30)
        .map(({ at, kind, organisation, part, subject }) => [
          formats.day(at),
          kind === "exception-ends"
            ? `${t("compliance.coming.exception-ends")}: ${t(`checks.${subject}.title`)}`
            : t(`compliance.coming.${kind}`),
          [organisation.name, part ? t(`parts.${part}.short`) : "", kind === "exception-ends" ? "" : subject]
            .filter(Boolean)
            .join(", "),
        ]),
    },
  ];
}

/** Open findings by class and age. */
export function findingBlocks({ view }: ComplianceReport, { t }: ReportWords): Block[] {
  const count = (failureClass: FailureClass, age?: string) =>
    view.findings
      .filter((one) => one.failureClass === failureClass && (age === undefined || one.age === age))
      .reduce((sum, one) => sum + one.count, 0);
  return [
    { kind: "heading", level: 2, text: t("compliance.findingsTitle") },
    {
      kind: "table",
      empty: "",
      columns: [
        { label: t("compliance.class"), share: 2.4 },
        ...AGES.map((age) => ({ label: t(`compliance.ages.${age}`), align: "right" as const })),
        { label: t("compliance.sum"), align: "right" },
      ],
      rows: CLASSES.map((failureClass) => [
        t(`failureClasses.${failureClass}`),
        ...AGES.map((age) => String(count(failureClass, age))),
        String(count(failureClass)),
      ]),
    },
  ];
}

/** What is lived with. */
export function exceptionBlocks({ view }: ComplianceReport, { t }: ReportWords, formats: Formats): Block[] {
  if (view.exceptions.length === 0) return [];
  return [
    { kind: "heading", level: 2, text: t("compliance.exceptionsTitle") },
    {
      kind: "table",
      empty: "",
      columns: [
        { label: t("compliance.check"), share: 1.8 },
        { label: t("compliance.organisation"), share: 1.3 },
        { label: t("compliance.owner") },
        { label: t("compliance.agreedBy") },
        { label: t("compliance.ends") },
      ],
      rows: view.exceptions.map(({ check, organisation, part, owner, decidedBy, expiresAt }) => [
        t(`checks.${check}.title`),
        `${organisation.name}, ${t(`parts.${part}.short`)}`,
        owner,
        decidedBy ?? "",
        formats.day(expiresAt),
      ]),
    },
  ];
}

/** Every organisation with both parts. */
export function organisationBlocks(
  { view }: ComplianceReport,
  { t }: ReportWords,
  formats: Formats,
): Block[] {
  return [
    { kind: "heading", level: 2, text: t("organisations.title") },
    {
      kind: "table",
      empty: t("compliance.emptyText"),
      columns: [
        { label: t("compliance.organisation"), share: 2 },
        { label: t("compliance.status"), share: 1.2 },
        { label: t("parts.aep.short") },
        { label: t("parts.cja.short") },
        { label: t("compliance.openFindings"), align: "right", share: 0.8 },
        { label: t("compliance.verified"), share: 1.5 },
      ],
      rows: view.rows.map((row) => [
        row.name,
        { tone: TONE[row.verdict], text: t(`verdicts.${row.verdict}`) },
        ...row.parts.map(({ status }) => t(`parts.status.${status}`)),
        String(row.openFindings),
        row.verifiedAt ? formats.time(row.verifiedAt) : t("common.never"),
      ]),
    },
    ...(view.found > view.rows.length
      ? [
          {
            kind: "paragraph" as const,
            muted: true,
            text: t("report.rowsLeftOut", { count: view.rows.length, total: view.found }),
          },
        ]
      : []),
  ];
}
