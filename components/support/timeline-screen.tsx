import { TableExport } from "@/components/exports/table-export";
import { NotesPanel } from "@/components/notes/notes-panel";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { loadWords } from "@/components/ui/load-words";
import { Pager } from "@/components/ui/pager";
import { withQuery } from "@/components/ui/with-query";
import type { NotePage } from "@/lib/cmk/notes/note-views";
import type { TimelineFilter, TimelineView } from "@/lib/cmk/timeline/timeline-views";
import { routes } from "@/lib/routes";
import { OrganisationFrame } from "./organisation-frame";
import { TimelineFilterForm } from "./timeline-filter";
import { TimelineList } from "./timeline-list";

type Props = { view: TimelineView; filter: TimelineFilter; notes: NotePage };

/** Everything that happened to one organisation, from every source. */
export async function TimelineScreen({ view, filter, notes }: Props) {
  const words = await loadWords();
  const { t } = words;
  const { organisation, rows, next } = view;
  const path = routes.timeline(organisation.id);
  const { cursor, ...kept } = filter;
  return (
    <OrganisationFrame organisation={organisation} tab="timeline" words={words}>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(280px,1fr)]">
        <Card className="min-w-0">
          <TimelineFilterForm path={path} values={kept} words={words} />
          <p className="flex justify-end px-5 pb-4">
            <TableExport of={organisation.id} table="timeline" query={kept} words={words} />
          </p>
          <div className="border-t border-line2 pt-5">
            {rows.length > 0 ? (
              <TimelineList
                organisationId={organisation.id}
                rows={rows}
                words={words}
                now={new Date().toISOString()}
              />
            ) : (
              <EmptyState title={t("support.timeline.emptyTitle")} text={t("support.timeline.emptyText")} />
            )}
          </div>
          {next || cursor ? (
            <Pager
              total={null}
              first={cursor ? withQuery(path, kept) : null}
              next={next ? withQuery(path, { ...kept, cursor: next }) : null}
              words={words}
            />
          ) : null}
        </Card>
        <NotesPanel organisation={view.organisation} page={notes} words={words} />
      </div>
    </OrganisationFrame>
  );
}
