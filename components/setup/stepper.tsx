import Link from "next/link";
import { Fold } from "@/components/ui/fold";
import { TEXT_OF } from "@/components/ui/tone";
import { ToneIcon } from "@/components/ui/tone-icon";
import type { Words } from "@/components/ui/words";
import type { StepKey } from "@/lib/cmk/parts";
import type { PartState, StepState } from "@/lib/cmk/progress";
import { routes } from "@/lib/routes";
import { outcomeTone, outcomeWord, stepName, summaryOf } from "./outcome-look";

type Props = {
  organisationId: string;
  parts: readonly PartState[];
  current: StepKey;
  words: Words;
  now: string;
};

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
        <StepList {...props} />
      </Fold>
    </nav>
  );
}

function StepList({ organisationId, parts, current, words, now }: Props) {
  return parts.map((part, index) => (
    <section key={part.part} className={index > 0 ? "mt-5" : ""}>
      <h2 className="px-3 pb-1.5 text-xs font-medium text-ink3">
        {words.t("setup.partHeading", { number: index + 1, name: words.t(`parts.${part.part}.name`) })}
      </h2>
      <ol className="space-y-0.5">
        {part.steps.map((step) => (
          <li key={step.key}>
            <StepLink
              step={step}
              href={routes.step(organisationId, step.part, step.id)}
              current={step.key === current}
              words={words}
              now={now}
            />
          </li>
        ))}
      </ol>
    </section>
  ));
}

type LinkProps = { step: StepState; href: string; current: boolean; words: Words; now: string };

function StepLink({ step, href, current, words, now }: LinkProps) {
  const tone = outcomeTone(step.outcome);
  const look = current ? "border-line bg-panel" : "border-transparent hover:bg-line2";
  return (
    <Link
      href={href}
      prefetch={false}
      aria-current={current ? "step" : undefined}
      className={`flex gap-3 rounded-lg border px-3 py-2.5 ${look}`}
    >
      <span className={`mt-px ${TEXT_OF[tone]}`}>
        <ToneIcon tone={tone} className="size-[18px]" />
        <span className="sr-only">{outcomeWord(step.outcome, words)}: </span>
      </span>
      <span className="min-w-0">
        <span
          className={`block text-[13px] ${current ? "font-medium" : ""} ${tone === "quiet" ? "text-ink2" : ""}`}
        >
          {stepName(step.key, words)}
        </span>
        <span className="mt-0.5 block truncate text-xs text-ink3">{summaryOf(step, words, now)}</span>
      </span>
    </Link>
  );
}
