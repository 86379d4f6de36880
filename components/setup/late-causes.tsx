import { ToneIcon } from "@/components/ui/tone-icon";
import type { Words } from "@/components/ui/words";
import type { StepView } from "@/lib/cmk/views";
import { StepLink } from "./step-link";

const TONES = { found: "bad", unseen: "quiet", clear: "ok" } as const;

type Props = { late: NonNullable<StepView["late"]>; view: StepView; words: Words };

/** What to look at: what the checks find first, then what a person has to look at, then what they rule out. */
export function LateCauses({ late, view, words }: Props) {
  const { t } = words;
  return (
    <ol className="list-decimal space-y-1.5 pl-5">
      {late.causes.map(({ id, state, check, observed, step }) => (
        <li key={id}>
          {t(`waiting.${late.reason}.causes.${id}`)}
          <span className="flex flex-wrap items-center gap-x-1.5 text-xs text-ink2">
            <ToneIcon tone={TONES[state]} className="size-3.5" />
            <span className={state === "found" ? "font-medium text-ink" : undefined}>
              {t(`waiting.late.${state}`)}
            </span>
            {check && state !== "unseen" ? <span>({check})</span> : null}
            {observed ? <code className="[overflow-wrap:anywhere]">{observed}</code> : null}
            {step && step !== view.step.key ? (
              <StepLink organisationId={view.organisation.id} step={step} words={words} />
            ) : null}
          </span>
        </li>
      ))}
    </ol>
  );
}
