import { lazy, Suspense } from "react";
import { Notice } from "@/components/ui/notice";
import type { Words } from "@/components/ui/words";
import type { StepView } from "@/lib/cmk/views";
import { LateCauses } from "./late-causes";
import { StepLink } from "./step-link";
import { WaitNotice } from "./wait-notice";

type Props = { view: StepView; words: Words; now: string };

/** Where the step stands, in a sentence: what it waits for, who must act, or what went wrong. */
export function OutcomeNotice({ view, words, now }: Props) {
  const { t } = words;
  const { outcome } = view.step;
  switch (outcome.kind) {
    case "waiting":
      if (outcome.reason === "running" || outcome.reason === "cooling-off")
        return <Notice tone="wait" title={t(`waiting.${outcome.reason}.title`)} />;
      return <WaitNotice outcome={outcome} view={view} words={words} now={now} />;
    case "needs": {
      if (outcome.who === "admin") return <Notice tone="accent" title={t(`needs.${outcome.what}`)} />;
      return (
        <Notice tone="wait" title={t("step.moveOf", { actor: t(`actors.${outcome.who}`) })}>
          <p>{t(`needs.${outcome.what}`)}</p>
        </Notice>
      );
    }
    case "blocked":
      return (
        <Notice tone="quiet" title={t("step.blockedTitle")}>
          <p>{t("step.blockedText")}</p>
          <ul className="flex flex-wrap gap-x-4 gap-y-1">
            {outcome.by.map((key) => (
              <li key={key}>
                <StepLink organisationId={view.organisation.id} step={key} words={words} />
              </li>
            ))}
          </ul>
        </Notice>
      );
    case "failed":
      return <FailureNotice view={view} failure={outcome.failure} words={words} />;
    default:
      return null;
  }
}

type Failure = Extract<StepView["step"]["outcome"], { kind: "failed" }>["failure"];

/** Only a step that failed needs it. */
const FailedStep = lazy(() =>
  import("@/components/decode/failed-step").then(({ FailedStep }) => ({ default: FailedStep })),
);

function FailureNotice({ view, failure, words }: { view: StepView; failure: Failure; words: Words }) {
  const { t } = words;
  const title = t(`failures.${failure.kind}.title`, { vendor: t(`vendors.${failure.vendor}`) });
  const fix = t(`failures.${failure.kind}.fix`);
  if (view.decoding) {
    return (
      <>
        <Suspense fallback={<Notice tone="bad" title={title} />}>
          <FailedStep
            view={view.decoding}
            unknown={{ title, fix }}
            organisationId={view.organisation.id}
            current={view.step.key}
            words={words}
          />
        </Suspense>
        {/* A refusal for which a window is over by now: as in the wait that went before it. */}
        {view.late ? (
          <Notice tone="quiet" title={t("waiting.causesTitle")}>
            <LateCauses late={view.late} view={view} words={words} />
          </Notice>
        ) : null}
      </>
    );
  }
  return (
    <Notice tone="bad" title={title}>
      <p>{fix}</p>
      <p className="font-mono text-xs">{failure.message}</p>
      {failure.code || failure.requestId ? (
        <p className="text-xs">
          {t("failures.code", {
            code: failure.code ?? failure.status ?? "",
            request: failure.requestId ?? t("common.none"),
          })}
        </p>
      ) : null}
    </Notice>
  );
}
