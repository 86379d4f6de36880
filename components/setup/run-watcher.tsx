"use client";
import { useRouter } from "next/navigation";
import { useEffect, useMemo, useRef, useState } from "react";
import { send } from "@/components/api/send";
import { BUTTON } from "@/components/ui/button-look";
import { Notice } from "@/components/ui/notice";
import type { Tone } from "@/components/ui/tone";
import { type Messages, wordsFrom } from "@/components/ui/words";
import type { StepKey } from "@/lib/cmk/parts";
import type { RunView, SetupView } from "@/lib/cmk/views";
import { api } from "@/lib/routes";
import { isLive } from "./live-run";
import { stepName } from "./outcome-look";
import { useAdvance } from "./use-advance";

type Props = {
  organisationId: string;
  run: RunView;
  current: StepKey;
  mayCancel: boolean;
  locale: string;
  messages: Messages;
};

const TONES: Record<RunView["status"], Tone> = {
  queued: "accent",
  running: "accent",
  waiting: "wait",
  succeeded: "ok",
  failed: "bad",
  cancelled: "quiet",
};

/** A run while it goes on: which step, what it waits for; the page follows, and moves on at its end. */
export function RunWatcher({ organisationId, run: initial, current, mayCancel, locale, messages }: Props) {
  const words = useMemo(() => wordsFrom(locale, messages), [locale, messages]);
  const { t } = words;
  const { refresh } = useRouter();
  const [run, setRun] = useState(initial);
  const advance = useAdvance(organisationId, run.part, current);
  const seen = useRef(`${initial.status} ${initial.currentStep}`);
  const live = isLive(run);

  useEffect(() => {
    if (!live) return;
    const look = async () => {
      const setup = await send<SetupView>("GET", api.setup(organisationId)).catch(() => null);
      const next = setup?.runs[initial.part];
      if (!next || next.id !== initial.id) return;
      setRun(next);
      const mark = `${next.status} ${next.currentStep}`;
      if (mark === seen.current) return;
      seen.current = mark;
      if (next.status === "succeeded") await advance();
      else refresh();
    };
    const timer = setInterval(() => void look(), 1500);
    return () => clearInterval(timer);
  }, [live, organisationId, initial.part, initial.id, advance, refresh]);

  const title = live ? t("runs.title") : t(`runs.status.${run.status}`);
  const cancel = () =>
    send<RunView>("POST", api.cancelRun(organisationId, run.part)).then(setRun, () => undefined);
  // Nothing to say; but who watched it to its end still has to be led on.
  if (run.status === "succeeded") return null;
  return (
    <div className="mb-5">
      <Notice
        tone={TONES[run.status]}
        live="polite"
        title={t("runs.titleOf", { part: t(`parts.${run.part}.short`), title })}
      >
        {run.currentStep ? <p>{t("runs.current", { step: stepName(run.currentStep, words) })}</p> : null}
        {run.status === "waiting" ? <p>{t("runs.waitingUntil")}</p> : null}
        {run.problem ? (
          <p>
            {t(
              words.has(`runs.problem.${run.problem}`)
                ? `runs.problem.${run.problem}`
                : "runs.problem.unexpected",
            )}
          </p>
        ) : null}
        {live ? (
          <p className="flex flex-wrap items-center gap-3 text-xs">
            {t("runs.startedBy", { name: run.startedByName })}
            {mayCancel ? (
              <button type="button" className={BUTTON.plain} onClick={() => void cancel()}>
                {t("runs.cancel")}
              </button>
            ) : null}
          </p>
        ) : null}
      </Notice>
    </div>
  );
}
