import { ObservedValue } from "@/components/ui/observed-value";
import { Time } from "@/components/ui/time";
import type { Words } from "@/components/ui/words";
import type { PartFacts } from "@/lib/cmk/facts";
import { describeFact, seenSubjects } from "./describe-fact";

/** Everything that was seen of a part, each with source and time. */
export function FactList({ facts, words, now }: { facts: PartFacts; words: Words; now: string }) {
  const { t } = words;
  const seen = seenSubjects(facts);
  if (seen.length === 0)
    return (
      <p className="border-t border-line2 px-5 py-4 text-[13px] text-ink3">{t("configuration.noFacts")}</p>
    );
  return seen.map(([subject, observed]) => (
    <details key={subject} className="group border-t border-line2">
      <summary className="flex flex-wrap items-center gap-x-3 px-5 py-2.5 text-[13px] hover:bg-line2/50">
        <span aria-hidden className="font-mono text-ink3 group-open:rotate-90">
          ›
        </span>
        <span className="flex-1">{t(`configuration.subjects.${subject}`)}</span>
        <span className="text-xs text-ink3">
          {t(`sources.${observed.source}`)}, <Time at={observed.at} now={now} words={words} />
        </span>
      </summary>
      <dl className="grid gap-x-6 gap-y-1 px-5 pb-4 pl-10 text-[13px] sm:grid-cols-[180px_1fr]">
        {describeFact(observed).map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="font-mono text-xs text-ink3">{name}</dt>
            <dd className="min-w-0 [overflow-wrap:anywhere]">
              <ObservedValue value={value} words={words} />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  ));
}
