"use client";
import { ExternalLink, RefreshCw } from "lucide-react";
import { useMemo, useState } from "react";
import { type Problem, problemOf, send } from "@/components/api/send";
import { outcomeTone, outcomeWord } from "@/components/setup/outcome-look";
import { PlanTabs } from "@/components/setup/plan-tabs";
import { RequirementsTable } from "@/components/setup/requirements-table";
import { BUTTON } from "@/components/ui/button-look";
import { Card } from "@/components/ui/card";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { StatusChip } from "@/components/ui/status-chip";
import { Time } from "@/components/ui/time";
import { type Messages, type Words, wordsFrom } from "@/components/ui/words";
import { HAND_OVER_HEADER } from "@/lib/cmk/hand-over";
import type { HeldHandOverView } from "@/lib/cmk/hand-over-views";
import { api } from "@/lib/routes";
import { HeldNotice } from "./held-notice";

type Props = { initial: HeldHandOverView; token: string; locale: string; messages: Messages; now: string };

/** The chip speaks to its reader: what is open here is their move, whatever it is to the one who asked. */
function chipOf({ step: { outcome } }: HeldHandOverView, words: Words) {
  if (outcome.kind === "ready" || outcome.kind === "needs")
    return { tone: "accent", word: words.t("status.yourMove") } as const;
  return { tone: outcomeTone(outcome), word: outcomeWord(outcome, words) };
}

/** One step for somebody from outside: what is needed, what was seen, what to do; looking again is all it can do. */
export function HeldStep({ initial, token, locale, messages, now: loaded }: Props) {
  const words = useMemo(() => {
    const own = wordsFrom(locale, messages);
    // The scripts name the button that proves them: here it is this page's.
    return {
      ...own,
      t: (key, params) => own.t(key === "step.checkNow" ? "heldStep.check" : key, params),
    } as Words;
  }, [locale, messages]);
  const { t } = words;
  const [view, setView] = useState(initial);
  const [now, setNow] = useState(loaded);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { step, plan, scripts, consentUrl, checkedAt } = view;
  const text = `steps.${step.part}.${step.id}`;
  const check = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const headers = { [HAND_OVER_HEADER]: token };
      setView(await send<HeldHandOverView>("POST", api.checkHandOver(), { headers }));
      setNow(new Date().toISOString());
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  };
  const rights = [...new Set(plan?.changes.map(({ permission }) => permission))].join(", ");
  return (
    <>
      <Card>
        <div className="flex flex-col-reverse items-start gap-x-4 gap-y-2 p-4 sm:flex-row md:p-5">
          <div className="min-w-0 flex-1">
            <h2 className="text-base font-semibold">{t(`${text}.title`)}</h2>
            <p className="mt-1.5 max-w-[68ch] text-ink2">{t(`${text}.why`)}</p>
          </div>
          <StatusChip {...chipOf(view, words)} />
        </div>
        <div className="space-y-3 px-4 pb-4 md:px-5" aria-live="polite">
          {problem ? <ProblemNotice problem={problem} words={words} /> : null}
          <HeldNotice view={view} words={words} />
        </div>
        <RequirementsTable requirements={step.requirements} words={words} now={now} />
        <div className="flex flex-wrap items-center gap-3 border-t border-line p-4 text-xs text-ink3 md:px-5">
          <button
            type="button"
            className={step.outcome.kind === "done" ? BUTTON.plain : BUTTON.main}
            onClick={() => void check()}
            disabled={busy}
            aria-busy={busy}
          >
            <RefreshCw aria-hidden className={`size-4 ${busy ? "animate-spin" : ""}`} strokeWidth={1.75} />
            {busy ? t("step.checking") : t("heldStep.check")}
          </button>
          {checkedAt ? (
            <CheckedAt at={checkedAt} now={now} words={words} />
          ) : (
            <span>{t("step.notChecked")}</span>
          )}
        </div>
      </Card>
      {plan ? (
        <Card>
          <PlanTabs
            plan={plan}
            scripts={scripts}
            permitted={null}
            title={t("heldStep.planTitle")}
            words={words}
          />
          <p className="border-t border-line2 px-4 py-3 text-xs break-words text-ink2 md:px-5">
            {t("heldStep.rights", { permissions: rights })}
          </p>
        </Card>
      ) : null}
      {consentUrl ? <Consent url={consentUrl} words={words} /> : null}
    </>
  );
}

function CheckedAt({ at, now, words }: { at: string; now: string; words: Words }) {
  const [before = "", after = ""] = words.t("step.checkedAt").split("{time}");
  return (
    <span>
      {before}
      <Time at={at} now={now} words={words} />
      {after}
    </span>
  );
}

function Consent({ url, words: { t } }: { url: string; words: Words }) {
  return (
    <Card className="p-4 md:p-5">
      <h3 className="font-medium">{t("heldStep.consentTitle")}</h3>
      <p className="mt-1 max-w-[68ch] text-[13px] text-ink2">{t("step.consentText")}</p>
      <a className={`${BUTTON.plain} mt-3`} href={url} target="_blank" rel="noreferrer">
        <ExternalLink aria-hidden className="size-4" strokeWidth={1.75} />
        {t("step.consentOpen")}
      </a>
    </Card>
  );
}
