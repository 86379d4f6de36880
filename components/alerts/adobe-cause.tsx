import Link from "next/link";
import { CLASS_TONE } from "@/components/checks/check-tone";
import { fixWords } from "@/components/checks/fix-words";
import { BUTTON } from "@/components/ui/button-look";
import { StatusChip } from "@/components/ui/status-chip";
import { Time } from "@/components/ui/time";
import type { Tone } from "@/components/ui/tone";
import type { Words } from "@/components/ui/words";
import type { JudgedCause } from "@/lib/cmk/events/adobe-causes";
import { findStep } from "@/lib/cmk/parts";
import type { OrganisationView } from "@/lib/cmk/views";
import { routes } from "@/lib/routes";

const TONE: Record<JudgedCause["state"], Tone> = { found: "bad", clear: "ok", unseen: "quiet" };

type Props = {
  cause: JudgedCause;
  organisation: OrganisationView;
  isLikely: boolean;
  words: Words;
  now: string;
};

/** What was seen of a cause: the reason, the value, and when. */
function Seen({ cause: { result }, words, now }: Pick<Props, "cause" | "words" | "now">) {
  const { t } = words;
  if (!result) return null;
  return (
    <p className="text-xs text-ink3">
      {t(`parts.${result.part}.short`)}, {result.check}
      {result.reason ? `: ${t(`checkReasons.${result.reason.key}`, result.reason.params)}` : ""}
      {result.observed ? <code className="ml-1 [overflow-wrap:anywhere]">{result.observed}</code> : null}
      {result.at ? (
        <>
          {", "}
          {t("adobeAlerts.seenAt")} <Time at={result.at} now={now} words={words} />
        </>
      ) : null}
    </p>
  );
}

/** What mends a cause, in order: the change itself, where its plan is or who must act, and how one knows. */
function Resolution({ cause, organisation, isLikely, words }: Omit<Props, "now">) {
  const { t } = words;
  const { fix, part, id } = cause;
  const step = fix?.kind === "plan" && part ? findStep(part, fix.step[part] ?? "") : null;
  const name = step ? t(`steps.${step.part}.${step.id}.name`) : "";
  const lines = [
    t(`adobeAlerts.causes.${id}.fix`),
    step ? t("adobeAlerts.planStep", { step: name }) : fix && part ? fixWords(fix, part, words) : null,
    t("adobeAlerts.checkAgain"),
    t("adobeAlerts.wait"),
    t("adobeAlerts.resolve"),
  ].filter((line) => line !== null && line !== "");
  return (
    <>
      <h3 className="text-xs font-medium text-ink">{t("adobeAlerts.fix")}</h3>
      <ol className="list-decimal space-y-1 pl-5">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      {step ? (
        <p className="pt-1">
          <Link
            href={routes.step(organisation.id, step.part, step.id)}
            className={isLikely ? BUTTON.main : BUTTON.plain}
          >
            {t("adobeAlerts.openStep", { step: name })}
          </Link>
        </p>
      ) : null}
    </>
  );
}

/** One cause: whether it is so now, why Adobe reports it, and what mends it. The likely one is open. */
export function AdobeCause({ cause, organisation, isLikely, words, now }: Props) {
  const { t } = words;
  const { id, state, failureClass } = cause;
  return (
    <li className={`border-t border-line2 ${isLikely ? "bg-accentsoft" : ""}`}>
      <details open={isLikely}>
        <summary className="flex cursor-pointer flex-wrap items-center gap-x-3 gap-y-1 px-5 py-2.5 text-[13px]">
          <span className="min-w-0 flex-1 basis-52 font-medium">
            {t(`adobeAlerts.causes.${id}.title`)}
            {isLikely ? <span className="ml-2 text-xs text-accent">{t("adobeAlerts.likely")}</span> : null}
          </span>
          {state === "found" ? (
            <StatusChip tone={CLASS_TONE[failureClass]} word={t(`failureClasses.${failureClass}`)} />
          ) : null}
          <StatusChip tone={TONE[state]} word={t(`adobeAlerts.states.${state}`)} />
        </summary>
        <div className="max-w-[76ch] space-y-2 px-5 pb-4 text-[13px] text-ink2">
          <p>{t(`adobeAlerts.causes.${id}.text`)}</p>
          <Seen cause={cause} words={words} now={now} />
          <Resolution cause={cause} organisation={organisation} isLikely={isLikely} words={words} />
        </div>
      </details>
    </li>
  );
}
