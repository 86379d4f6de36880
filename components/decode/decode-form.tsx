"use client";
import { type FormEvent, useMemo, useRef, useState } from "react";
import { type Problem, problemOf, send } from "@/components/api/send";
import { BUTTON, INPUT } from "@/components/ui/button-look";
import { Card } from "@/components/ui/card";
import { describedBy, Field } from "@/components/ui/field";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { type Messages, wordsFrom } from "@/components/ui/words";
import type { DecodingView } from "@/lib/cmk/decode/decoded-view";
import { MAXIMUM_ERROR_TEXT } from "@/lib/cmk/decode/limits";
import { api } from "@/lib/routes";
import { DecodeResult } from "./decode-result";

type Props = {
  organisations: { id: string; name: string }[];
  chosen: string;
  locale: string;
  messages: Messages;
};

type Answer = { view: DecodingView; organisationId: string | null };

/** A pasted error, and what it says. The text goes to the server once, and stays nowhere. */
export function DecodeForm({ organisations, chosen, locale, messages }: Props) {
  const words = useMemo(() => wordsFrom(locale, messages), [locale, messages]);
  const { t } = words;
  const [text, setText] = useState("");
  const [organisation, setOrganisation] = useState(chosen);
  const [error, setError] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);

  const sizes = { length: text.length, maximum: MAXIMUM_ERROR_TEXT };
  const tooLong = text.length > MAXIMUM_ERROR_TEXT;
  const shown = tooLong ? t("decodePage.tooLong", sizes) : error;

  const refuse = (reason: string | null) => {
    setError(reason);
    field.current?.focus();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === "") return refuse(t("decodePage.empty"));
    if (tooLong) return refuse(null);
    setBusy(true);
    setProblem(null);
    try {
      const path = organisation ? api.decodeFor(organisation) : api.decode();
      const view = await send<DecodingView>("POST", path, { body: { text } });
      setAnswer({ view, organisationId: organisation || null });
      requestAnimationFrame(() => heading.current?.focus());
    } catch (thrown) {
      const refused = problemOf(thrown);
      // Only its size can be wrong with a text that is neither empty nor too many characters.
      if (refused.code === "INVALID_INPUT") refuse(t("decodePage.tooLong", sizes));
      else setProblem(refused);
    } finally {
      setBusy(false);
    }
  };
  const clear = () => {
    setText("");
    setAnswer(null);
    setProblem(null);
    refuse(null);
  };

  return (
    <div className="grid items-start gap-5 xl:grid-cols-2">
      <Card className="p-4 md:p-5">
        <form onSubmit={submit} className="space-y-4" noValidate>
          <Field id="error-text" label={t("decodePage.text")} hint={t("decodePage.textHint")} error={shown}>
            <textarea
              ref={field}
              id="error-text"
              rows={14}
              value={text}
              onChange={(event) => {
                setText(event.target.value);
                setError(null);
              }}
              placeholder={t("decodePage.placeholder")}
              aria-describedby={describedBy("error-text", { hint: true, error: Boolean(shown) })}
              aria-invalid={Boolean(shown)}
              spellCheck={false}
              autoComplete="off"
              className={`${INPUT} block resize-y font-mono text-xs leading-5`}
            />
          </Field>
          <Field
            id="error-organisation"
            label={t("decodePage.organisation")}
            hint={t("decodePage.organisationHint")}
          >
            <select
              id="error-organisation"
              value={organisation}
              onChange={(event) => setOrganisation(event.target.value)}
              aria-describedby="error-organisation-hint"
              className={INPUT}
            >
              <option value="">{t("decodePage.noOrganisation")}</option>
              {organisations.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </Field>
          <div className="flex flex-wrap items-center gap-3">
            <button type="submit" className={BUTTON.main} disabled={busy} aria-busy={busy}>
              {busy ? t("decodePage.decoding") : t("decodePage.decode")}
            </button>
            <button type="button" className={BUTTON.plain} onClick={clear} disabled={text === "" && !answer}>
              {t("decodePage.clear")}
            </button>
            <span className="text-xs text-ink3">{t("decodePage.count", sizes)}</span>
          </div>
        </form>
      </Card>
      <section aria-labelledby="decode-result" className="min-w-0 space-y-4">
        <h2 id="decode-result" ref={heading} tabIndex={-1} className="font-medium">
          {t("decodePage.resultTitle")}
        </h2>
        {problem ? <ProblemNotice problem={problem} words={words} /> : null}
        <DecodeResult
          view={answer?.view ?? null}
          organisationId={answer?.organisationId ?? null}
          words={words}
        />
      </section>
    </div>
  );
}
