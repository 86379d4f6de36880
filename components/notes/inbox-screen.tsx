import Link from "next/link";
import { TableExport } from "@/components/exports/table-export";
import { PageFrame } from "@/components/layout/page-frame";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Icon } from "@/components/ui/icon";
import { loadWords } from "@/components/ui/load-words";
import { Pager } from "@/components/ui/pager";
import { Time } from "@/components/ui/time";
import { withQuery } from "@/components/ui/with-query";
import type { InboxPage } from "@/lib/cmk/notes/note-views";
import { routes } from "@/lib/routes";
import { NoteText } from "./note-text";
import { ReadButton } from "./read-button";

/** Notes that mention the reader, and questions that are theirs, of all their organisations. */
export async function InboxScreen({ page, cursor }: { page: InboxPage; cursor?: string }) {
  const words = await loadWords();
  const { t } = words;
  const now = new Date().toISOString();
  const { rows, next, unread } = page;
  return (
    <PageFrame
      crumbs={[{ label: t("inbox.title") }]}
      title={t("inbox.title")}
      lead={t("inbox.lead")}
      actions={
        <>
          {unread > 0 ? <ReadButton label={t("inbox.readAll")} /> : null}
          <TableExport of="own" table="inbox" words={words} bare={false} />
        </>
      }
    >
      <Card>
        {rows.length === 0 ? <EmptyState title={t("inbox.emptyTitle")} text={t("inbox.emptyText")} /> : null}
        <ol className="divide-y divide-line2">
          {rows.map((row) => (
            <li
              key={row.id}
              className={`flex gap-3 px-5 py-4 text-[13px] ${row.readAt ? "" : "bg-accentsoft/50"}`}
            >
              <span className={`mt-0.5 ${row.readAt ? "text-ink3" : "text-accent"}`}>
                <Icon name={row.kind === "mention" ? "note" : "person"} />
              </span>
              <div className="min-w-0 flex-1 space-y-1">
                <p>
                  {row.readAt ? null : <span className="sr-only">{t("inbox.unread")}: </span>}
                  <Link
                    href={routes.timeline(row.organisationId)}
                    prefetch={false}
                    className={`hover:text-accent hover:underline ${row.readAt ? "" : "font-medium"}`}
                  >
                    {t(`inbox.kinds.${row.kind}`, { name: row.fromName, organisation: row.organisationName })}
                  </Link>
                </p>
                <NoteText text={row.text} mentions={row.mentions} className="line-clamp-4 text-ink2" />
                {row.readAt ? null : <ReadButton label={t("inbox.read")} id={row.id} />}
              </div>
              <span className="shrink-0 text-xs text-ink3">
                <Time at={row.at} now={now} words={words} />
              </span>
            </li>
          ))}
        </ol>
        {next || cursor ? (
          <Pager
            total={null}
            first={cursor ? routes.inbox() : null}
            next={next ? withQuery(routes.inbox(), { cursor: next }) : null}
            words={words}
          />
        ) : null}
      </Card>
    </PageFrame>
  );
}
