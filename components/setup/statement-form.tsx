"use client";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { BUTTON, INPUT } from "@/components/ui/button-look";
import { Card } from "@/components/ui/card";
import { describedBy, Field } from "@/components/ui/field";
import { formatDay } from "@/components/ui/time";
import { STATEMENT_TEXT_LIMIT } from "@/lib/cmk/statement-limit";
import type { BodyProps } from "./step-body";

/** What no API can tell: a person states it, with a reference and the day. Asked again only when it is needed. */
export function StatementForm(props: BodyProps) {
  const { view } = props.actions;
  const { t, locale } = props.words;
  const newest = view.statements.at(-1);
  const { outcome } = view.step;
  const wanted = outcome.kind === "needs" && outcome.what.startsWith("state-");
  if (!newest || wanted) {
    return (
      <Card className="p-4 md:p-5">
        <Form {...props} focused />
      </Card>
    );
  }
  return (
    <Card>
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5 p-4 text-[13px] md:p-5">
        <dt className="text-ink3">{t(`steps.${view.step.part}.${view.step.id}.reference`)}</dt>
        <dd className="font-mono text-xs break-words">{newest.reference}</dd>
        <dt className="text-ink3">{t("step.statedOn")}</dt>
        <dd>{formatDay(locale, newest.statedOn ?? newest.statedAt)}</dd>
        <dt className="text-ink3">{t("step.stateShort")}</dt>
        <dd>
          {newest.statedByName}, {formatDay(locale, newest.statedAt)}
        </dd>
      </dl>
      {newest.text && view.step.id !== "ticket" ? (
        <details className="border-t border-line2">
          <summary className="px-4 py-2.5 text-xs text-ink2 hover:text-ink md:px-5">
            {t("step.showMessage")}
          </summary>
          <p className="px-4 pb-4 text-[13px] break-words whitespace-pre-wrap md:px-5">{newest.text}</p>
        </details>
      ) : null}
      <details className="border-t border-line2">
        <summary className="px-4 py-2.5 text-xs text-ink2 hover:text-ink md:px-5">
          {t("step.replaceStatement")}
        </summary>
        <div className="px-4 pb-4 md:px-5">
          <Form {...props} focused={false} />
        </div>
      </details>
    </Card>
  );
}

function Form({ actions, words: { t }, now, focused }: BodyProps & { focused: boolean }) {
  const { view, busy, state, problem } = actions;
  const text = `steps.${view.step.part}.${view.step.id}`;
  const [reference, setReference] = useState("");
  const [statedOn, setStatedOn] = useState(now.slice(0, 10));
  const [message, setMessage] = useState("");
  // The ticket's text is Clavis's own; Customer Care's answer may stand for a number of its own.
  const pasted = view.step.id !== "ticket";
  const either = view.step.id === "confirmation";
  const refused = problem?.fields?.find((entry) => entry.field === "reference");
  const field = useRef<HTMLInputElement>(null);
  // The one field of the step that the person was led to.
  useEffect(() => {
    if (focused) field.current?.focus();
  }, [focused]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const text = message.trim();
    void state({
      ...(reference.trim() ? { reference } : {}),
      ...(text ? { text } : {}),
      ...(statedOn ? { statedOn } : {}),
    });
  };
  return (
    <form onSubmit={submit} className="space-y-4">
      <div className="grid gap-4 md:grid-cols-[1fr_180px]">
        <Field
          id="reference"
          label={t(`${text}.reference`)}
          hint={t(`${text}.referenceHint`)}
          error={refused ? t(`errors.field.${refused.reason}`) : null}
        >
          <input
            id="reference"
            className={INPUT}
            value={reference}
            onChange={(event) => setReference(event.target.value)}
            aria-describedby={describedBy("reference", { hint: true, error: Boolean(refused) })}
            aria-invalid={Boolean(refused)}
            ref={field}
            autoComplete="off"
            maxLength={200}
            required={!either || message.trim() === ""}
          />
        </Field>
        <Field id="stated-on" label={t("step.statedOn")}>
          <input
            id="stated-on"
            type="date"
            className={INPUT}
            value={statedOn}
            max={now.slice(0, 10)}
            onChange={(event) => setStatedOn(event.target.value)}
          />
        </Field>
      </div>
      {pasted ? (
        <Field
          id="message"
          label={t("step.message")}
          hint={t(either ? "step.messageInsteadHint" : "step.messageHint", { limit: STATEMENT_TEXT_LIMIT })}
        >
          <textarea
            id="message"
            className={`${INPUT} h-auto py-2 leading-5`}
            rows={4}
            value={message}
            onChange={(event) => setMessage(event.target.value)}
            aria-describedby={describedBy("message", { hint: true })}
            maxLength={STATEMENT_TEXT_LIMIT}
          />
        </Field>
      ) : null}
      <button
        type="submit"
        className={BUTTON.main}
        disabled={busy === "save" || busy === "apply"}
        aria-busy={busy === "save"}
      >
        {busy === "save" ? t("step.applying") : t(`${text}.action`)}
      </button>
    </form>
  );
}
