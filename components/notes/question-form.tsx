"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useId, useMemo, useState } from "react";
import { type Problem, problemOf, send } from "@/components/api/send";
import { BUTTON, INPUT } from "@/components/ui/button-look";
import { describedBy, Field } from "@/components/ui/field";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { type Messages, wordsFrom } from "@/components/ui/words";
import { QUESTION_LIMIT } from "@/lib/cmk/notes/note-rules";
import type { QuestionView } from "@/lib/cmk/notes/note-views";
import { api } from "@/lib/routes";

export type QuestionFormProps = {
  organisationId: string;
  /** The question that is passed on; left out: a new one. */
  question?: QuestionView;
  locale: string;
  messages: Messages;
  onDone: () => void;
};

/** Asks a question, or passes one on: to everybody with a role here, or to one person. */
export function QuestionForm({ organisationId, question, locale, messages, onDone }: QuestionFormProps) {
  const words = useMemo(() => wordsFrom(locale, messages), [locale, messages]);
  const { t } = words;
  const id = useId();
  const { refresh } = useRouter();
  const [text, setText] = useState("");
  const [to, setTo] = useState<"admin" | "support" | "person">("admin");
  const [person, setPerson] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const errorOf = (field: string) => {
    const reason = problem?.fields?.find((one) => one.field === field)?.reason;
    return reason ? t(`errors.field.${reason}`) : undefined;
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    const whom = to === "person" ? { person: person.trim().replace(/^@/, "") } : { team: to };
    try {
      if (question) {
        const body = { action: "assign", revision: question.revision, ...whom };
        await send("POST", api.question(organisationId, question.id), { body });
      } else await send("POST", api.questions(organisationId), { body: { text, ...whom } });
      refresh();
      onDone();
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="space-y-3">
      {question ? null : (
        <Field id={`${id}-text`} label={t("notes.question.text")} error={errorOf("text")}>
          <textarea
            id={`${id}-text`}
            rows={3}
            maxLength={QUESTION_LIMIT}
            className={INPUT}
            value={text}
            aria-invalid={errorOf("text") !== undefined}
            aria-describedby={describedBy(`${id}-text`, { error: errorOf("text") !== undefined })}
            onChange={({ target }) => setText(target.value)}
          />
        </Field>
      )}
      <Field id={`${id}-to`} label={t("notes.question.to")}>
        <select
          id={`${id}-to`}
          className={INPUT}
          value={to}
          onChange={({ target }) =>
            setTo(target.value === "person" ? "person" : target.value === "support" ? "support" : "admin")
          }
        >
          {(["admin", "support", "person"] as const).map((one) => (
            <option key={one} value={one}>
              {t(`notes.question.teams.${one}`)}
            </option>
          ))}
        </select>
      </Field>
      {to === "person" ? (
        <Field
          id={`${id}-person`}
          label={t("notes.question.person")}
          hint={t("notes.question.personHint")}
          error={errorOf("person")}
        >
          <input
            id={`${id}-person`}
            className={INPUT}
            autoComplete="off"
            spellCheck={false}
            value={person}
            aria-invalid={errorOf("person") !== undefined}
            aria-describedby={describedBy(`${id}-person`, {
              hint: true,
              error: errorOf("person") !== undefined,
            })}
            onChange={({ target }) => setPerson(target.value)}
          />
        </Field>
      ) : null}
      {problem && !problem.fields?.length ? <ProblemNotice problem={problem} words={words} /> : null}
      <div className="flex gap-2">
        <button type="submit" className={BUTTON.main} disabled={busy}>
          {t(question ? "notes.question.passOn" : "notes.question.ask")}
        </button>
        <button type="button" className={BUTTON.plain} onClick={onDone}>
          {t("common.cancel")}
        </button>
      </div>
    </form>
  );
}
