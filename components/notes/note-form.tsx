"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useMemo, useState } from "react";
import { type Problem, problemOf, send } from "@/components/api/send";
import { BUTTON } from "@/components/ui/button-look";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { type Messages, wordsFrom } from "@/components/ui/words";
import { mentionsIn } from "@/lib/cmk/notes/mentions";
import type { NoteView } from "@/lib/cmk/notes/note-views";
import type { PartId } from "@/lib/cmk/parts";
import { api } from "@/lib/routes";
import { MentionField } from "./mention-field";

/** A step or a finding. */
export type NoteAbout = { part: PartId; step: string } | { findingId: string };

export type NoteFormProps = {
  organisationId: string;
  /** The note that is changed; left out: a new one. */
  note?: NoteView;
  /** What a new one is about. */
  about?: NoteAbout;
  locale: string;
  messages: Messages;
  onDone: () => void;
};

/** Writes or changes a note. What was typed is kept when something goes wrong. */
export function NoteForm({ organisationId, note, about, locale, messages, onDone }: NoteFormProps) {
  const words = useMemo(() => wordsFrom(locale, messages), [locale, messages]);
  const { t } = words;
  const { refresh } = useRouter();
  const [text, setText] = useState(note?.text ?? "");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [nobody, setNobody] = useState<string[]>([]);
  const field = problem?.fields?.find((one) => one.field === "text")?.reason;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      const saved = note
        ? await send<NoteView>("PATCH", api.note(organisationId, note.id), {
            body: { text, revision: note.revision },
          })
        : await send<NoteView>("POST", api.notes(organisationId), { body: { text, ...about } });
      const missed = mentionsIn(text).filter((upn) => !(upn in saved.mentions));
      refresh();
      if (missed.length === 0) return onDone();
      setNobody(missed);
      setText("");
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="space-y-3">
      <MentionField
        organisationId={organisationId}
        label={t("notes.text")}
        hint={t("notes.textHint")}
        suggestions={t("notes.people")}
        error={field ? t(`errors.field.${field}`) : undefined}
        value={text}
        onChange={setText}
      />
      {problem && !field ? <ProblemNotice problem={problem} words={words} /> : null}
      {nobody.length > 0 ? (
        <p role="status" className="text-xs text-wait">
          {t("notes.nobody", { names: nobody.join(", ") })}
        </p>
      ) : null}
      <div className="flex gap-2">
        <button type="submit" className={BUTTON.main} disabled={busy}>
          {t(note ? "notes.save" : "notes.add")}
        </button>
        <button type="button" className={BUTTON.plain} onClick={onDone}>
          {t("common.cancel")}
        </button>
      </div>
    </form>
  );
}
