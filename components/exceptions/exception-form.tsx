"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useMemo, useState } from "react";
import { type Problem, problemOf, send } from "@/components/api/send";
import { BUTTON, INPUT } from "@/components/ui/button-look";
import { Card, CardHead } from "@/components/ui/card";
import { describedBy, Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { type Messages, wordsFrom } from "@/components/ui/words";
import { api } from "@/lib/routes";

export type ExceptionChoice = { part: "aep" | "cja"; check: string; label: string; longest: number };

type Props = {
  organisationId: string;
  choices: ExceptionChoice[];
  /** What the address asks for: `part check`. */
  chosen: string;
  /** Texts that are ready for checks on which scanners and Adobe disagree. */
  texts: Record<string, string>;
  locale: string;
  messages: Messages;
};

const keyOf = ({ part, check }: ExceptionChoice) => `${part} ${check}`;

/** Asks that a failing check be accepted for a time: by whom, why, and how long. */
export function ExceptionForm({ organisationId, choices, chosen, texts, locale, messages }: Props) {
  const words = useMemo(() => wordsFrom(locale, messages), [locale, messages]);
  const { t } = words;
  const { refresh } = useRouter();
  const [first] = choices;
  const [choice, setChoice] = useState(choices.find((one) => keyOf(one) === chosen) ?? first);
  const [owner, setOwner] = useState("");
  const [reason, setReason] = useState((choice && texts[choice.check]) ?? "");
  const [days, setDays] = useState("90");
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [state, setState] = useState<"idle" | "busy" | "sent">("idle");
  if (!choice) return null;
  const errorOf = (field: string) => (errors[field] ? t(`errors.field.${errors[field]}`) : undefined);
  const described = (field: string) => ({
    "aria-invalid": errors[field] !== undefined,
    "aria-describedby": describedBy(`exception-${field}`, { error: errors[field] !== undefined }),
  });
  const ready = texts[choice.check];

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setState("busy");
    setProblem(null);
    setErrors({});
    const body = { part: choice.part, check: choice.check, owner, reason, days: Number(days) };
    try {
      await send("POST", api.exceptions(organisationId), { body });
      setState("sent");
      setReason("");
      refresh();
    } catch (error) {
      const refused = problemOf(error);
      setProblem(refused);
      const found = Object.fromEntries((refused.fields ?? []).map((one) => [one.field, one.reason]));
      setErrors(found);
      setState("idle");
      const [field] = Object.keys(found);
      if (field) document.getElementById(`exception-${field}`)?.focus();
    }
  };

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Card>
        <CardHead title={t("exceptions.ask")} />
        <div className="space-y-4 px-5 pb-5">
          <Field id="exception-check" label={t("exceptions.check")} error={errorOf("check")}>
            <select
              id="exception-check"
              {...described("check")}
              className={INPUT}
              value={keyOf(choice)}
              onChange={(event) => setChoice(choices.find((one) => keyOf(one) === event.target.value))}
            >
              {choices.map((one) => (
                <option key={keyOf(one)} value={keyOf(one)}>
                  {one.label}
                </option>
              ))}
            </select>
          </Field>
          <Field id="exception-owner" label={t("exceptions.owner")} error={errorOf("owner")}>
            <input
              id="exception-owner"
              {...described("owner")}
              className={INPUT}
              maxLength={200}
              value={owner}
              onChange={(event) => setOwner(event.target.value)}
            />
          </Field>
          <Field id="exception-reason" label={t("exceptions.reason")} error={errorOf("reason")}>
            <textarea
              id="exception-reason"
              {...described("reason")}
              rows={5}
              className={INPUT}
              maxLength={2000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </Field>
          {ready && reason !== ready ? (
            <button type="button" className={BUTTON.quiet} onClick={() => setReason(ready)}>
              {t("exceptions.useText")}
            </button>
          ) : null}
          <Field
            id="exception-days"
            label={t("exceptions.days", { most: choice.longest })}
            error={errorOf("days")}
          >
            <input
              id="exception-days"
              {...described("days")}
              className={INPUT}
              inputMode="numeric"
              value={days}
              onChange={(event) => setDays(event.target.value)}
            />
          </Field>
          {problem ? <ProblemNotice problem={problem} words={words} /> : null}
          {state === "sent" ? <Notice tone="ok" live="polite" title={t("exceptions.sent")} /> : null}
          <button type="submit" className={BUTTON.main} disabled={state === "busy"}>
            {t("exceptions.send")}
          </button>
        </div>
      </Card>
    </form>
  );
}
