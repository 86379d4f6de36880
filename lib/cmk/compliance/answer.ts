import { kept } from "../kept";
import type { Cause, ComplianceFigures, Danger, Reason } from "./compliance-views";

/** Texts with ICU plurals, as next-intl gives them. */
type Words = {
  locale: string;
  t(key: string, params?: Record<string, string | number>): string;
  has(key: string): boolean;
};

/** What is wrong: why a check fails where that is known, else what does not hold any more. */
export function causeWords(
  cause: Cause | null,
  found: { kind?: string; reason: Reason | null } | null,
  { t, has }: Words,
): string {
  const { kind = "", reason = null } = found ?? {};
  if (reason && has(`checkReasons.${reason.key}`)) return t(`checkReasons.${reason.key}`, reason.params);
  if (has(`checks.${kind}.title`)) return t("compliance.noLonger", { what: t(`checks.${kind}.title`) });
  if (has(`adobeAlerts.kinds.${kind}.title`)) return t(`adobeAlerts.kinds.${kind}.title`);
  if (!cause) return kind;
  return cause.reason?.key.startsWith("ticket-open")
    ? t(`reasons.${cause.reason.key}`, cause.reason.params)
    : t("compliance.noLonger", { what: t(`requirements.${cause.requirement}`) });
}

const dayFormat = kept((locale) => new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }));
const day = (locale: string, at: string) => dayFormat(locale).format(new Date(at));

/** The answer in one sentence: are we covered. */
export function headline({ protectedCount, total }: ComplianceFigures, { t }: Words): string {
  return t("compliance.headline", { count: protectedCount, total });
}

/** Since when, what is at risk, who is on it, and what is still to be done, in sentences that a board reads. */
export function answer(figures: ComplianceFigures, dangers: Danger[], words: Words): string[] {
  const { t, locale } = words;
  const { total, protectedSince, atRiskCount, unverifiedCount } = figures;
  if (total === 0) return [t("compliance.leadEncrypted")];
  const [worst] = dangers;
  const open = figures.inSetupCount + figures.notStartedCount;
  const atRisk = dangers.filter(({ verdict }) => verdict === "at-risk");
  const taken = atRisk.filter(({ alert }) => alert?.assignee);
  return [
    protectedSince
      ? t("compliance.answerSince", { count: figures.protectedCount, day: day(locale, protectedSince) })
      : "",
    t("compliance.leadRisk", { count: atRiskCount }),
    worst && atRiskCount === 1
      ? t("compliance.answerWorst", {
          organisation: worst.organisation.name,
          what: causeWords(worst.cause, worst.alert, words),
        })
      : "",
    atRiskCount === 1 && taken[0]?.alert?.assignee
      ? t("compliance.answerTakenBy", { name: taken[0].alert.assignee })
      : "",
    atRiskCount > 1 ? t("compliance.answerTaken", { count: taken.length, total: atRiskCount }) : "",
    atRiskCount === 1 && taken.length === 0 ? t("compliance.answerNobody") : "",
    t("compliance.leadUnverified", { count: unverifiedCount }),
    t("compliance.leadSetup", { count: open }),
    t("compliance.leadEncrypted"),
  ].filter(Boolean);
}
