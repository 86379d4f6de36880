import type { Words } from "@/components/ui/words";
import type { ComplianceRow } from "@/lib/cmk/views";

const SHOWN = 2;

/** What is not met: the first ones at sight, the rest on demand. */
export function Reasons({ row, words }: { row: ComplianceRow; words: Words }) {
  const { t } = words;
  if (row.reasons.length === 0) return t("compliance.noReasons");
  const line = (reason: ComplianceRow["reasons"][number]) =>
    t("compliance.reasonIn", {
      part: t(`parts.${reason.part}.short`),
      requirement: reason.reason?.key.startsWith("ticket-open")
        ? t(`reasons.${reason.reason.key}`, reason.reason.params)
        : t(`requirements.${reason.requirement}`),
    });
  const rest = row.reasons.slice(SHOWN);
  return (
    <>
      <ul className="space-y-0.5">
        {row.reasons.slice(0, SHOWN).map((reason) => (
          <li key={`${reason.part} ${reason.requirement}`}>{line(reason)}</li>
        ))}
      </ul>
      {rest.length > 0 ? (
        <details className="mt-0.5">
          <summary className="underline underline-offset-2">
            {t("compliance.moreReasons", { count: rest.length })}
          </summary>
          <ul className="mt-0.5 space-y-0.5">
            {rest.map((reason) => (
              <li key={`${reason.part} ${reason.requirement}`}>{line(reason)}</li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}
