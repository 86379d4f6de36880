import { answer, causeWords, headline } from "../cmk/compliance/answer";
import type { CompliancePage } from "../cmk/compliance/compliance-views";
import { mailBody } from "../cmk/mail/mail-body";
import type { ReportWords } from "./report-sections";

const MOST_DANGERS = 10;

/** The mail that a report goes with: the answer, what is at risk, and where to stop it. No names in its subject. */
export function reportMail(
  view: CompliancePage,
  words: ReportWords,
  links: { compliance: string; end: string },
  timeZone: string,
): { subject: string; text: string; html: string } {
  const { t, locale } = words;
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone });
  const subject = headline(view, words);
  const body = mailBody({
    locale: locale === "fr" ? "fr" : "en",
    headline: subject,
    sections: [
      {
        title: t("report.open"),
        text: answer(view, view.dangers, words).join(" "),
        link: links.compliance,
      },
      ...view.dangers.slice(0, MOST_DANGERS).map(({ organisation, cause, alert, since }) => ({
        title: organisation.name,
        text: `${causeWords(cause, alert, words)}. ${day.format(
          new Date(alert?.openedAt ?? since ?? view.asOf),
        )}, ${alert?.assignee ? t("compliance.onIt", { name: alert.assignee }) : t("compliance.nobodyOnIt")}.`,
      })),
    ],
    footer: t("report.mailFooter"),
    manage: { label: t("report.stop"), url: links.end },
  });
  return { subject, ...body };
}
