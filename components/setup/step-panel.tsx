"use client";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useMemo, useRef } from "react";
import { HandOverButton } from "@/components/hand-over/hand-over-button";
import { BUTTON } from "@/components/ui/button-look";
import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icon";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { StatusChip } from "@/components/ui/status-chip";
import { Time } from "@/components/ui/time";
import { type Messages, wordsFrom } from "@/components/ui/words";
import { mayBeHandedOver } from "@/lib/cmk/hand-over";
import type { StepView } from "@/lib/cmk/views";
import { minutes, outcomeTone, outcomeWord } from "./outcome-look";
import { OutcomeNotice } from "./outcome-notice";
import { RequirementsTable } from "./requirements-table";
import { StepBody } from "./step-body";
import { tookAdvance } from "./use-advance";
import { useNow } from "./use-now";
import { type Allowed, useStep } from "./use-step";

type Props = {
  initial: StepView;
  allowed: Allowed;
  locale: string;
  messages: Messages;
  now: string;
  next: { href: string; label: string } | null;
  /** Whom the step was handed to. */
  handedOver?: ReactNode;
};

/** One step: what and why, where it stands and whose move it is, what was seen, and what can be done. */
export function StepPanel({ initial, allowed, locale, messages, now: serverNow, next, handedOver }: Props) {
  const words = useMemo(() => wordsFrom(locale, messages), [locale, messages]);
  const { t } = words;
  const actions = useStep(initial, allowed);
  const { view, busy, problem, check } = actions;
  const { outcome } = view.step;
  const now = useNow(serverNow, outcome.kind === "waiting" ? 1 : 20);
  const { refresh } = useRouter();
  const handOver =
    allowed.handOver && mayBeHandedOver(view.step) ? (
      <HandOverButton
        view={view}
        words={words}
        onMade={() => {
          refresh();
          void check();
        }}
      />
    ) : null;
  // Where somebody else has to act it belongs to that sentence; otherwise to the plan.
  const elsewhere = outcome.kind === "needs" || outcome.kind === "failed";
  const heading = useRef<HTMLHeadingElement>(null);
  const text = `steps.${view.step.part}.${view.step.id}`;

  useEffect(() => {
    if (tookAdvance() && document.activeElement?.tagName !== "INPUT") heading.current?.focus();
  }, []);

  const until = outcome.kind === "waiting" && outcome.until ? Date.parse(outcome.until) : null;
  const chip =
    until !== null && until > Date.parse(now)
      ? t("status.waitingFor", { time: minutes(Date.parse(now), until) })
      : outcomeWord(outcome, words);

  return (
    <section aria-labelledby="step-title" className="w-full min-w-0 flex-1 space-y-5">
      <Card>
        <div className="flex flex-col-reverse items-start gap-x-4 gap-y-2 p-4 sm:flex-row md:p-5">
          <div className="min-w-0 flex-1">
            <h2 id="step-title" ref={heading} tabIndex={-1} className="text-base font-semibold">
              {t(`${text}.title`)}
            </h2>
            <p className="mt-1.5 max-w-[68ch] text-ink2">{t(`${text}.why`)}</p>
          </div>
          <StatusChip tone={outcomeTone(outcome)} word={chip} />
        </div>
        <div
          className="space-y-3 px-4 pb-4 empty:hidden md:px-5"
          aria-live={outcome.kind === "waiting" ? "off" : "polite"}
        >
          {problem ? <ProblemNotice problem={problem} words={words} /> : null}
          <OutcomeNotice view={view} words={words} now={now} />
          {elsewhere ? handOver : null}
          {outcome.kind === "done" && next ? (
            <Link href={next.href} className={BUTTON.main}>
              {next.label}
              <Icon name="arrow-right" />
            </Link>
          ) : null}
        </div>
        <RequirementsTable requirements={view.step.requirements} words={words} now={now} />
        <div className="flex flex-wrap items-center gap-3 border-t border-line2 px-4 py-2.5 text-xs text-ink3 md:px-5">
          <span className="flex-1">
            {busy === "check" ? (
              t("step.checking")
            ) : view.checkedAt ? (
              <CheckedAt at={view.checkedAt} now={now} words={words} />
            ) : (
              t("step.notChecked")
            )}
          </span>
          {allowed.check ? (
            <button
              type="button"
              className={BUTTON.quiet}
              onClick={() => void check()}
              disabled={busy !== null}
            >
              <Icon name="refresh" className={`size-3.5 ${busy === "check" ? "animate-spin" : ""}`} />
              {t("step.checkNow")}
            </button>
          ) : null}
        </div>
      </Card>
      <StepBody
        actions={actions}
        allowed={allowed}
        words={words}
        now={now}
        handOver={elsewhere ? null : handOver}
      />
      {handedOver}
    </section>
  );
}

function CheckedAt({ at, now, words }: { at: string; now: string; words: ReturnType<typeof wordsFrom> }) {
  const [before = "", after = ""] = words.t("step.checkedAt").split("{time}");
  return (
    <>
      {before}
      <Time at={at} now={now} words={words} />
      {after}
    </>
  );
}
