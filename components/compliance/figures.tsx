import type { ReactNode } from "react";
import { Time } from "@/components/ui/time";
import type { Words } from "@/components/ui/words";
import type { ComplianceView } from "@/lib/cmk/views";

type Props = { view: ComplianceView; inSetup: number; words: Words; now: string };

/** Four figures, each with what it counts. */
export function Figures({ view, inSetup, words, now }: Props) {
  const { t, locale } = words;
  return (
    <dl className="mb-5 grid grid-cols-2 overflow-hidden rounded-xl border border-line bg-panel lg:grid-cols-4 print:grid-cols-4">
      <Figure label={t("compliance.protected")} note={t("compliance.protectedNote")}>
        {t("compliance.ofTotal", { count: view.protectedCount, total: view.total })}
      </Figure>
      <Figure
        label={t("compliance.atRisk")}
        note={t("compliance.atRiskNote")}
        tone={view.atRiskCount > 0 ? "text-bad" : ""}
      >
        {view.atRiskCount}
      </Figure>
      <Figure label={t("compliance.lastVerified")} note={t("compliance.lastVerifiedNote")}>
        {view.oldestVerifiedAt ? (
          <Time at={view.oldestVerifiedAt} now={now} locale={locale} />
        ) : (
          t("common.never")
        )}
      </Figure>
      <Figure label={t("compliance.inSetup")} note={t("compliance.inSetupNote")}>
        {inSetup}
      </Figure>
    </dl>
  );
}

function Figure({
  label,
  note,
  tone = "",
  children,
}: {
  label: string;
  note: string;
  tone?: string;
  children: ReactNode;
}) {
  return (
    <div className="border-line p-4 max-lg:odd:border-r max-lg:[&:nth-child(n+3)]:border-t md:p-5 lg:[&:nth-child(n+2)]:border-l">
      <dt className="text-xs text-ink3">{label}</dt>
      <dd className={`tnum mt-1.5 text-[23px] leading-8 font-semibold tracking-tight ${tone}`}>{children}</dd>
      <dd className="mt-1 text-xs text-ink3">{note}</dd>
    </div>
  );
}
