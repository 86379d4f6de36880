"use client";
import { Card, CardHead } from "@/components/ui/card";
import { TEXT_OF, type Tone } from "@/components/ui/tone";
import { ToneIcon } from "@/components/ui/tone-icon";
import { elapsed } from "./outcome-look";
import type { BodyProps } from "./step-body";

const STAGES = ["RUNNING", "UPDATE_EXISTING_RESOURCES", "COMPLETED"] as const;

/** Adobe's three stages and the time elapsed. A duration is never promised: Adobe's pages disagree. */
export function EnablementStages({ actions, words: { t, locale }, now }: BodyProps) {
  // Read by hand: the helper of lib/cmk/facts would bring the schema library to the browser.
  const seen = actions.view.facts.config;
  const config = seen && "value" in seen ? seen.value : null;
  const status = config?.exists ? config.status : null;
  const at =
    status === "COMPLETED"
      ? STAGES.length
      : Math.max(
          0,
          STAGES.findIndex((stage) => stage === status),
        );
  const { outcome } = actions.view.step;
  const since = outcome.kind === "waiting" ? outcome.since : null;
  const failed = status === "FAILED";
  return (
    <Card>
      <CardHead
        title={t("step.stages")}
        level={3}
        aside={
          since ? (
            <span className="tnum text-xs text-ink3">
              {t("step.stageElapsed", { time: elapsed(locale, Date.parse(since), Date.parse(now)) })}
            </span>
          ) : null
        }
      />
      <ol>
        {STAGES.map((stage, index) => {
          const tone: Tone = index < at ? "ok" : index > at ? "quiet" : failed ? "bad" : "wait";
          const state =
            failed && index === at
              ? "status.failed"
              : index < at
                ? "step.stageDone"
                : index === at
                  ? "step.stageNow"
                  : "step.stageOpen";
          return (
            <li
              key={stage}
              className="flex items-center gap-3 border-t border-line2 px-4 py-3 text-[13px] md:px-5"
            >
              <span className={TEXT_OF[tone]}>
                <ToneIcon tone={tone} />
              </span>
              <span className="min-w-0 flex-1">
                {t(`step.stage.${stage}`)}
                <span className="mt-0.5 block font-mono text-xs [overflow-wrap:anywhere] text-ink3">
                  {stage}
                </span>
              </span>
              <span className={`text-xs ${TEXT_OF[tone]}`}>{t(state)}</span>
            </li>
          );
        })}
      </ol>
      {outcome.kind === "waiting" ? (
        <p className="border-t border-line2 px-4 py-3 text-xs text-ink3 md:px-5">{t("step.noPromise")}</p>
      ) : null}
    </Card>
  );
}
