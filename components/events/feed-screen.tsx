import { TableExport } from "@/components/exports/table-export";
import { PageFrame } from "@/components/layout/page-frame";
import { Card, CardHead } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { loadWords, pickMessages } from "@/components/ui/load-words";
import { Pager } from "@/components/ui/pager";
import { withQuery } from "@/components/ui/with-query";
import type { EventPage, FeedView } from "@/lib/cmk/events/feed-schemas";
import { may } from "@/lib/cmk/permissions";
import { routes } from "@/lib/routes";
import { EventTable } from "./event-table";
import { FeedAddress } from "./feed-address";
import { FeedForm } from "./feed-form";
import { FeedState } from "./feed-state";
import { FeedSteps } from "./feed-steps";

type Props = { feed: FeedView; page: EventPage; cursor: string | undefined };

/** How Adobe's alerts reach Clavis: the address, the registration, how both stand, and what came. */
export async function FeedScreen({ feed, page, cursor }: Props) {
  const words = await loadWords();
  const { t, locale } = words;
  const { organisation } = feed;
  const now = new Date().toISOString();
  const manages = may(organisation.roles, "event-feed.manage");
  const messages = await pickMessages(
    manages ? ["common", "errors", "eventFeed", "failures", "vendors"] : [],
  );
  const shared = { feed, locale, messages };
  const path = routes.eventFeed(organisation.id);
  return (
    <PageFrame
      crumbs={[
        { label: organisation.name, href: routes.overview(organisation.id) },
        { label: t("alerts.title"), href: routes.alerts(organisation.id) },
        { label: t("eventFeed.title") },
      ]}
      title={t("eventFeed.title")}
      lead={<p className="max-w-[76ch]">{t("eventFeed.lead")}</p>}
    >
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_420px]">
        <div className="min-w-0 space-y-5">
          <FeedState {...shared} words={words} now={now} manages={manages} />
          <Card>
            <CardHead
              title={t("eventFeed.received")}
              aside={<TableExport of={organisation.id} table="adobe-events" words={words} />}
            />
            {page.rows.length > 0 ? (
              <EventTable organisationId={organisation.id} rows={page.rows} words={words} now={now} />
            ) : (
              <div className="border-t border-line2">
                <EmptyState title={t("eventFeed.emptyTitle")} text={t("eventFeed.emptyText")} />
              </div>
            )}
            {page.next || cursor ? (
              <Pager
                total={null}
                first={cursor ? path : null}
                next={page.next ? withQuery(path, { cursor: page.next }) : null}
                words={words}
              />
            ) : null}
          </Card>
        </div>
        {manages ? (
          <div className="min-w-0 space-y-5">
            <Card>
              <CardHead title={t("eventFeed.address")} />
              <FeedAddress key={feed.addressMadeAt} {...shared} />
            </Card>
            <FeedSteps words={words} />
            <Card>
              <CardHead title={t("eventFeed.registration")} />
              <FeedForm key={feed.revision} {...shared} />
            </Card>
          </div>
        ) : null}
      </div>
    </PageFrame>
  );
}
