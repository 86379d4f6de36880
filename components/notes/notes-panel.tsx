import { Card, CardHead } from "@/components/ui/card";
import { pickMessages } from "@/components/ui/load-words";
import { StatusChip } from "@/components/ui/status-chip";
import { Time } from "@/components/ui/time";
import type { Tone } from "@/components/ui/tone";
import type { Words } from "@/components/ui/words";
import type { NotePage, QuestionView } from "@/lib/cmk/notes/note-views";
import { may } from "@/lib/cmk/permissions";
import { NoteOpener } from "./note-opener";
import { NoteText } from "./note-text";
import { QuestionActions } from "./question-actions";
import { RemoveNote } from "./remove-note";

const TONE: Record<QuestionView["status"], Tone> = { open: "wait", taken: "accent", done: "ok" };
const SHOWN = 10;

/** The question of now, who is on it, and what people told each other about an organisation. */
export async function NotesPanel({ page, words }: { page: NotePage; words: Words }) {
  const { t, locale } = words;
  const { organisation, question, rows } = page;
  const now = new Date().toISOString();
  const write = may(organisation.roles, "note.write");
  const messages = write ? await pickMessages(["notes", "errors", "common", "failures", "vendors"]) : {};
  const shared = { organisationId: organisation.id, locale, messages };
  const labels = {
    take: t("notes.question.take"),
    assign: t("notes.question.assign"),
    done: t("notes.question.done"),
    release: t("notes.question.release"),
    ask: t("notes.question.ask"),
    failed: t("errors.title"),
  };
  return (
    <div className="space-y-5">
      <Card>
        <CardHead
          title={t("notes.question.title")}
          aside={
            question ? (
              <StatusChip
                tone={TONE[question.status]}
                word={t(`notes.question.statuses.${question.status}`)}
              />
            ) : undefined
          }
        />
        <div className="space-y-3 px-5 pb-5 text-[13px]">
          {question ? (
            <>
              <p className="font-medium whitespace-pre-wrap [overflow-wrap:anywhere]">{question.text}</p>
              <p className="text-xs text-ink3">
                {t("notes.question.from", { name: question.askedByName })},{" "}
                <Time at={question.askedAt} now={now} words={words} />.{" "}
                {t("notes.question.with", {
                  name: question.assignedToName ?? t(`notes.question.teams.${question.team ?? "admin"}`),
                })}
              </p>
            </>
          ) : (
            <p className="text-ink3">{t("notes.question.none")}</p>
          )}
          {write ? <QuestionActions {...shared} question={question ?? undefined} labels={labels} /> : null}
        </div>
      </Card>
      <Card>
        <CardHead title={t("notes.title")} />
        <div className="px-5 pb-4">{write ? <NoteOpener {...shared} label={t("notes.write")} /> : null}</div>
        {rows.length === 0 ? <p className="px-5 pb-5 text-[13px] text-ink3">{t("notes.none")}</p> : null}
        <ol>
          {rows.slice(0, SHOWN).map((note) => (
            <li
              key={note.id}
              id={`note-${note.id}`}
              className="space-y-1 border-t border-line2 px-5 py-3 text-[13px]"
            >
              <p className="flex gap-3 text-xs text-ink3">
                <span className="flex-1 font-medium text-ink2">{note.authorName}</span>
                <span>
                  {note.editedAt ? `${t("notes.edited")}, ` : ""}
                  <Time at={note.at} now={now} words={words} />
                </span>
              </p>
              <NoteText text={note.text} mentions={note.mentions} />
              {note.mine ? (
                <div className="flex flex-wrap gap-1">
                  {note.mayEdit ? <NoteOpener {...shared} note={note} label={t("notes.edit")} quiet /> : null}
                  <RemoveNote
                    organisationId={organisation.id}
                    noteId={note.id}
                    labels={{
                      remove: t("notes.remove"),
                      yes: t("notes.removeYes"),
                      no: t("common.cancel"),
                      failed: t("errors.title"),
                    }}
                  />
                </div>
              ) : null}
            </li>
          ))}
        </ol>
      </Card>
    </div>
  );
}
