import { Card, CardHead } from "@/components/ui/card";
import { pickMessages } from "@/components/ui/load-words";
import { StatusChip } from "@/components/ui/status-chip";
import { Time } from "@/components/ui/time";
import type { Tone } from "@/components/ui/tone";
import type { Words } from "@/components/ui/words";
import type { NotePage, QuestionView } from "@/lib/cmk/notes/note-views";
import { may } from "@/lib/cmk/permissions";
import type { OrganisationView } from "@/lib/cmk/views";
import { NotesCard } from "./notes-card";
import { QuestionActions } from "./question-actions";

const TONE: Record<QuestionView["status"], Tone> = { open: "wait", taken: "accent", done: "ok" };

type Props = { organisation: OrganisationView; page: NotePage; words: Words };

/** The question of now, who is on it, and what people told each other about an organisation. */
export async function NotesPanel({ organisation, page, words }: Props) {
  const { t, locale } = words;
  const { question } = page;
  const now = new Date().toISOString();
  const write = may(organisation.roles, "note.write");
  const messages = await pickMessages(write ? ["notes", "errors", "common", "failures", "vendors"] : []);
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
      <NotesCard organisation={organisation} page={page} words={words} />
    </div>
  );
}
