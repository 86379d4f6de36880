import { TableExport } from "@/components/exports/table-export";
import { Card, CardHead } from "@/components/ui/card";
import { pickMessages } from "@/components/ui/load-words";
import { Time } from "@/components/ui/time";
import type { Words } from "@/components/ui/words";
import type { NotePage } from "@/lib/cmk/notes/note-views";
import { may } from "@/lib/cmk/permissions";
import type { OrganisationView } from "@/lib/cmk/views";
import type { NoteAbout } from "./note-form";
import { NoteOpener } from "./note-opener";
import { NoteText } from "./note-text";
import { RemoveNote } from "./remove-note";

const SHOWN = 10;

type Props = { organisation: OrganisationView; page: NotePage; about?: NoteAbout; words: Words };

/** What people told each other about an organisation, a step or a finding, and the form for more. */
export async function NotesCard({ organisation, page, about, words }: Props) {
  const { t, locale } = words;
  const { rows } = page;
  const now = new Date().toISOString();
  const write = may(organisation.roles, "note.write");
  const messages = await pickMessages(write ? ["notes", "errors", "common", "failures", "vendors"] : []);
  const shared = { organisationId: organisation.id, locale, messages };
  return (
    <Card>
      <CardHead
        title={t("notes.title")}
        aside={<TableExport of={organisation.id} table="notes" words={words} />}
      />
      <div className="px-5 pb-4">
        {write ? <NoteOpener {...shared} about={about} label={t("notes.write")} /> : null}
      </div>
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
  );
}
