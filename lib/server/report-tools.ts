import "server-only";
import { env } from "@/lib/env";
import { icuWordsOf } from "@/lib/i18n/icu-words";
import { wordsFor } from "@/lib/i18n/words-of";
import type { ReportWords } from "@/lib/render/report-sections";
import { routes } from "@/lib/routes";
import type { ReportTools } from "@/lib/services/report/report-tools";
import { buildWideContextForUser } from "./build-context";
import { mailer } from "./mailer";

/** What reports by mail take, of this installation. */
export function reportTools(): ReportTools {
  const { PUBLIC_URL, SMTP_URL } = env();
  return {
    mail: SMTP_URL !== undefined,
    sendMail: mailer(),
    wordsOf: (locale) => icuWordsOf(locale === "fr" ? "fr" : "en"),
    readerOf: (userId) => buildWideContextForUser(userId, "compliance.read"),
    linkTo: {
      compliance: () => PUBLIC_URL + routes.compliance(),
      end: (token) => PUBLIC_URL + routes.endReports(token),
    },
  };
}

/** The words with plurals of whoever asks. */
export function reportWordsFor(headers: Headers): ReportWords {
  return icuWordsOf(wordsFor(headers).locale);
}
