"use client";
import { type FormEvent, useMemo, useState } from "react";
import { type Problem, problemOf, send } from "@/components/api/send";
import { BUTTON, INPUT } from "@/components/ui/button-look";
import { Card, CardHead } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { exactTime } from "@/components/ui/time";
import { type Messages, type Words, wordsFrom } from "@/components/ui/words";
import type { PolicyView } from "@/lib/cmk/views";
import { api } from "@/lib/routes";

type Props = { organisationId: string; initial: PolicyView; locale: string; messages: Messages };

/** What the organisation asks of itself before its key is sent: a second person, and time. */
export function PolicyForm({ organisationId, initial, locale, messages }: Props) {
  const words = useMemo(() => wordsFrom(locale, messages), [locale, messages]);
  const { t } = words;
  const [policy, setPolicy] = useState(initial);
  const [second, setSecond] = useState(initial.requireSecondApproval);
  const [hours, setHours] = useState(String(initial.coolingOffHours));
  const [problem, setProblem] = useState<Problem | null>(null);
  const [state, setState] = useState<"idle" | "busy" | "saved">("idle");
  const whole = Number(hours);
  const wrong = hours.trim() === "" || !Number.isInteger(whole) || whole < 0 || whole > 168;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (wrong) return document.getElementById("cooling-off")?.focus();
    setState("busy");
    setProblem(null);
    const body = { requireSecondApproval: second, coolingOffHours: whole, revision: policy.revision };
    try {
      setPolicy(await send<PolicyView>("PATCH", api.policy(organisationId), { body }));
      setState("saved");
    } catch (error) {
      setProblem(problemOf(error));
      setState("idle");
    }
  };

  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="mt-5 lg:mr-[360px]">
      <Card>
        <CardHead title={t("policy.title")} />
        <div className="space-y-4 px-5 pb-5">
          <p className="text-[13px] text-ink2">{t("policy.lead")}</p>
          <label className="flex items-start gap-2.5 text-[13px]">
            <input
              type="checkbox"
              className="mt-0.5 size-4 accent-accent"
              checked={second}
              onChange={(event) => setSecond(event.target.checked)}
            />
            <span>
              {t("policy.requireSecondApproval")}
              <span className="mt-0.5 block text-xs text-ink3">{t("policy.requireSecondApprovalHint")}</span>
            </span>
          </label>
          <Field
            id="cooling-off"
            label={t("policy.coolingOffHours")}
            hint={t("policy.coolingOffHoursHint")}
            error={wrong ? t("errors.field.hours") : null}
          >
            <input
              id="cooling-off"
              inputMode="numeric"
              className={`${INPUT} max-w-32`}
              value={hours}
              onChange={(event) => setHours(event.target.value)}
              aria-invalid={wrong}
              aria-describedby={wrong ? "cooling-off-hint cooling-off-error" : "cooling-off-hint"}
              autoComplete="off"
            />
          </Field>
          <p className="text-xs text-ink3">{t("policy.looser")}</p>
          <PolicyNotices policy={policy} words={words} />
          {problem ? <ProblemNotice problem={problem} words={words} /> : null}
          {state === "saved" ? <Notice tone="ok" live="polite" title={t("policy.saved")} /> : null}
          <button
            type="submit"
            className={BUTTON.plain}
            disabled={state === "busy"}
            aria-busy={state === "busy"}
          >
            {t("policy.save")}
          </button>
        </div>
      </Card>
    </form>
  );
}

type NoticeProps = { policy: PolicyView; words: Words };

function PolicyNotices({
  policy: { stricter, inForce, requireSecondApproval, coolingOffHours, pending },
  words,
}: NoticeProps) {
  const { t } = words;
  const holds =
    inForce.requireSecondApproval !== requireSecondApproval || inForce.coolingOffHours !== coolingOffHours;
  return (
    <>
      {stricter && holds ? (
        <Notice tone="wait" title={t("policy.stricterTitle")}>
          <p>
            {t("policy.stricterText", {
              date: exactTime(words, stricter.until),
              approval: t(inForce.requireSecondApproval ? "policy.yes" : "policy.no"),
              hours: inForce.coolingOffHours,
            })}
          </p>
        </Notice>
      ) : null}
      {pending ? (
        <Notice tone="accent" title={t("policy.pendingTitle")}>
          <p>{t("policy.pendingText")}</p>
        </Notice>
      ) : null}
    </>
  );
}
