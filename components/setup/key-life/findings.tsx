import type { Tone } from "@/components/ui/tone";
import { TEXT_OF } from "@/components/ui/tone";
import { ToneIcon } from "@/components/ui/tone-icon";
import type { Words } from "@/components/ui/words";
import type { Finding, KeyLifeVerdict } from "@/lib/cmk/key-life/verdict";
import { shownParams } from "./clock-words";

const SEVERITY: Record<Finding["severity"], Tone> = {
  critical: "bad",
  high: "bad",
  medium: "wait",
  info: "quiet",
};

/** What the verdict on expiry and rotation rests on, worst first. */
export function Findings({ verdict, words: { t, locale } }: { verdict: KeyLifeVerdict; words: Words }) {
  const order = Object.keys(SEVERITY);
  const sorted = verdict.findings.toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
  return (
    <ul className="space-y-2 text-[13px]">
      {sorted.map((finding) => (
        <li key={`${finding.id} ${finding.params.version ?? ""}`} className="flex gap-2">
          <ToneIcon
            tone={SEVERITY[finding.severity]}
            className={`mt-0.5 size-4 shrink-0 ${TEXT_OF[SEVERITY[finding.severity]]}`}
          />
          <span className="min-w-0">
            <span className="sr-only">{t(`keyLife.severity.${finding.severity}`)}: </span>
            {t(`keyLife.findings.${finding.id}`, shownParams(finding.params, locale))}
          </span>
        </li>
      ))}
    </ul>
  );
}
