"use client";
import { type FormEvent, useState } from "react";
import { type Problem, problemOf, send } from "@/components/api/send";
import { BUTTON, INPUT } from "@/components/ui/button-look";
import { Field } from "@/components/ui/field";
import { ProblemNotice } from "@/components/ui/problem-notice";
import type { Words } from "@/components/ui/words";
import {
  DEFAULT_DAYS,
  HAND_OVER_DAYS,
  MAXIMUM_REASON,
  RECIPIENTS,
  suggestedRecipient,
} from "@/lib/cmk/hand-over";
import type { NewHandOverView } from "@/lib/cmk/hand-over-views";
import type { StepView } from "@/lib/cmk/views";
import { api } from "@/lib/routes";

type Props = { view: StepView; words: Words; onMade: (made: NewHandOverView) => void };

/** For whom, why, and for how long. */
export function HandOverForm({ view, words, onMade }: Props) {
  const { t } = words;
  const { part, id: step } = view.step;
  const [recipient, setRecipient] = useState<string>(suggestedRecipient(view.step));
  const [days, setDays] = useState<number>(DEFAULT_DAYS);
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      const body = { recipient, days, reason };
      onMade(await send<NewHandOverView>("POST", api.handOvers(view.organisation.id, part, step), { body }));
    } catch (error) {
      setProblem(problemOf(error));
      setBusy(false);
    }
  };
  return (
    <form onSubmit={submit} className="space-y-4 px-5 pb-5">
      {problem ? <ProblemNotice problem={problem} words={words} /> : null}
      <Field id="hand-over-recipient" label={t("handOver.recipient")}>
        <select
          id="hand-over-recipient"
          className={INPUT}
          value={recipient}
          onChange={(event) => setRecipient(event.target.value)}
        >
          {RECIPIENTS.map((value) => (
            <option key={value} value={value}>
              {t(`handOver.recipients.${value}`)}
            </option>
          ))}
        </select>
      </Field>
      <Field
        id="hand-over-reason"
        label={t("handOver.reason")}
        hint={t("handOver.reasonHint", { count: MAXIMUM_REASON })}
      >
        <textarea
          id="hand-over-reason"
          className={INPUT}
          rows={3}
          maxLength={MAXIMUM_REASON}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          aria-describedby="hand-over-reason-hint"
        />
      </Field>
      <fieldset>
        <legend className="mb-1.5 text-[13px] font-medium">{t("handOver.days")}</legend>
        <div className="flex flex-wrap gap-x-5 gap-y-2 text-[13px]">
          {HAND_OVER_DAYS.map((value) => (
            <label key={value} className="flex items-center gap-2">
              <input
                type="radio"
                name="hand-over-days"
                className="accent-accent"
                checked={days === value}
                onChange={() => setDays(value)}
              />
              {t(`handOver.dayCount.${value}`)}
            </label>
          ))}
        </div>
      </fieldset>
      <button type="submit" className={BUTTON.main} disabled={busy} aria-busy={busy}>
        {t(busy ? "handOver.creating" : "handOver.create")}
      </button>
    </form>
  );
}
