import { ObservedValue } from "@/components/ui/observed-value";
import { Time, withDays } from "@/components/ui/time";
import { TEXT_OF, type Tone } from "@/components/ui/tone";
import { ToneIcon } from "@/components/ui/tone-icon";
import type { Words } from "@/components/ui/words";
import type { Requirement } from "@/lib/cmk/outcome";

const TONE: Record<Requirement["state"], Tone> = {
  met: "ok",
  unmet: "bad",
  waiting: "wait",
  unknown: "quiet",
};

type Props = { requirements: Requirement[]; words: Words; now: string };

/** Every requirement with what was seen, by whom and when. On a narrow screen the value goes below its requirement. */
export function RequirementsTable({ requirements, words, now }: Props) {
  const { t } = words;
  if (requirements.length === 0) return null;
  return (
    <table className="w-full text-[13px]">
      <thead>
        <tr className="text-left text-xs text-ink3 max-md:sr-only">
          <th scope="col" className="py-2 pl-5 font-medium">
            {t("step.requirement")}
          </th>
          <th scope="col" className="py-2 font-medium">
            {t("step.observed")}
          </th>
          <th scope="col" className="py-2 pr-5 text-right font-medium">
            {t("step.source")}
          </th>
        </tr>
      </thead>
      <tbody>
        {requirements.map((requirement) => (
          <Row key={requirement.id} requirement={requirement} words={words} now={now} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ requirement, words, now }: { requirement: Requirement; words: Words; now: string }) {
  const { t, has, locale } = words;
  const { state, weight, observed, reason, source, at } = requirement;
  const tone = state === "unmet" && weight === "should" ? "wait" : TONE[state];
  // What could not be seen has no reason, but for the refusal that hid it.
  const telling = state !== "unknown" || reason?.key.startsWith("failure.");
  const seen = observed ? (
    <ObservedValue value={observed} words={words} />
  ) : (
    <span className="text-xs text-ink3">{t("step.notSeen")}</span>
  );
  return (
    <tr className="border-t border-line2 max-md:block max-md:py-2.5">
      <th
        scope="row"
        className="relative pr-4 pl-11 text-left align-top font-normal max-md:block md:py-2.5 md:pl-12"
      >
        <span className={`absolute top-0.5 left-4 md:top-3 md:left-5 ${TEXT_OF[tone]}`}>
          <ToneIcon tone={tone} />
        </span>
        <span className="sr-only">{t(`states.${state}`)}: </span>
        {t(`requirements.${requirement.id}`)}
        {weight === "should" ? <span className="ml-2 text-xs text-ink3">{t("step.should")}</span> : null}
        {reason && telling && has(`reasons.${reason.key}`) ? (
          <span
            className={`mt-0.5 block text-xs break-words ${state === "unmet" ? TEXT_OF[tone] : "text-ink3"}`}
          >
            {t(`reasons.${reason.key}`, withDays(locale, reason.params))}
          </span>
        ) : null}
      </th>
      <td className="pr-4 align-top max-md:mt-0.5 max-md:block max-md:pl-11 md:max-w-72 md:py-2.5">{seen}</td>
      <td className="py-2.5 pr-5 text-right align-top text-xs whitespace-nowrap text-ink3 max-md:hidden">
        {source ? t(`sources.${source}`) : null}
        {at ? (
          <>
            , <Time at={at} now={now} words={words} />
          </>
        ) : null}
      </td>
    </tr>
  );
}
