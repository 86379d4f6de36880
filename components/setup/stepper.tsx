import { Fold } from "@/components/ui/fold";
import { TEXT_OF } from "@/components/ui/tone";
import { ToneIcon } from "@/components/ui/tone-icon";
import type { Words } from "@/components/ui/words";
import type { StepKey } from "@/lib/cmk/parts";
import type { PartState } from "@/lib/cmk/progress";
import { routes } from "@/lib/routes";
import { outcomeTone, outcomeWord, stepName, summaryOf } from "./outcome-look";
import { type ListedPart, StepList } from "./step-list";

type Props = {
  organisationId: string;
  parts: readonly PartState[];
  current: StepKey;
  words: Words;
  now: string;
};

function listed({ organisationId, parts, words, now }: Props): ListedPart[] {
  return parts.map(({ part, steps }, index) => ({
    part,
    heading: words.t("setup.partHeading", { number: index + 1, name: words.t(`parts.${part}.name`) }),
    steps: steps.map((step) => ({
      key: step.key,
      href: routes.step(organisationId, step.part, step.id),
      name: stepName(step.key, words),
      state: outcomeWord(step.outcome, words),
      note: summaryOf(step, words, now),
      tone: outcomeTone(step.outcome),
    })),
  }));
}

/** Every step of both parts. On a narrow screen: the current one, and the rest on demand. */
export function Stepper(props: Props) {
  const { parts, current, words, now } = props;
  const part = parts.find((candidate) => current.startsWith(candidate.part));
  const step = part?.steps.find((candidate) => candidate.key === current);
  const number = (part?.steps.findIndex((candidate) => candidate.key === current) ?? 0) + 1;
  return (
    <nav aria-label={words.t("setup.steps")} className="w-full shrink-0 lg:w-[300px]">
      <Fold
        key={current}
        summary={
          step ? (
            <>
              <span className={TEXT_OF[outcomeTone(step.outcome)]}>
                <ToneIcon tone={outcomeTone(step.outcome)} className="size-[18px]" />
              </span>
              <span className="min-w-0 flex-1">
                <span className="block text-[13px] font-medium">
                  {words.t("setup.stepOf", {
                    number,
                    total: part?.total ?? 7,
                    name: stepName(current, words),
                  })}
                </span>
                <span className="block truncate text-xs text-ink3">{summaryOf(step, words, now)}</span>
              </span>
            </>
          ) : null
        }
      >
        <StepList parts={listed(props)} current={current} />
      </Fold>
    </nav>
  );
}
