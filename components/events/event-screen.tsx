import Link from "next/link";
import { PageFrame } from "@/components/layout/page-frame";
import { BUTTON } from "@/components/ui/button-look";
import { Card, CardHead } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { Identifier } from "@/components/ui/identifier";
import { loadWords } from "@/components/ui/load-words";
import { StatusChip } from "@/components/ui/status-chip";
import { Time } from "@/components/ui/time";
import type { EventView } from "@/lib/cmk/events/feed-schemas";
import type { OrganisationView } from "@/lib/cmk/views";
import { routes } from "@/lib/routes";
import { EVENT_TONE } from "./event-table";

/** The text with line breaks, for reading; as it is where it is no JSON. */
function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

type Props = { organisation: OrganisationView; event: EventView };

/** One event of Adobe's: what Clavis read in it, and its text as it came. */
export async function EventScreen({ organisation, event }: Props) {
  const words = await loadWords();
  const { t } = words;
  const now = new Date().toISOString();
  const title = t("eventFeed.eventTitle", { kind: t(`eventFeed.kinds.${event.kind}`) });
  return (
    <PageFrame
      crumbs={[
        { label: organisation.name, href: routes.overview(organisation.id) },
        { label: t("eventFeed.title"), href: routes.eventFeed(organisation.id) },
        { label: title },
      ]}
      title={title}
      lead={
        <span className="flex flex-wrap items-center gap-2 text-[13px]">
          <StatusChip tone={EVENT_TONE[event.kind]} word={t(`eventFeed.kinds.${event.kind}`)} />
          <span>{t(`eventFeed.ways.${event.via}`)}</span>
          <span className="text-ink3">
            {t("eventFeed.receivedAt")} <Time at={event.receivedAt} now={now} words={words} />
          </span>
          <Identifier value={event.eventId} words={words} />
        </span>
      }
      actions={
        event.alertId ? (
          <Link href={routes.alert(organisation.id, event.alertId)} className={BUTTON.plain}>
            {t("eventFeed.toAlert")}
          </Link>
        ) : undefined
      }
    >
      <Card>
        <CardHead
          title={t("eventFeed.body")}
          aside={
            <CopyButton
              value={event.body}
              label={t("eventFeed.copyBody")}
              doneLabel={t("common.copied")}
              withText
              className={BUTTON.plain}
            />
          }
        />
        <div className="space-y-3 px-5 pb-5 text-[13px] text-ink2">
          <p className="max-w-[76ch]">
            {t(event.kind === "other" ? "eventFeed.bodyOther" : "eventFeed.bodyText")}
          </p>
          <CodeBlock label={t("eventFeed.body")} wrap className="max-h-[32rem] p-4">
            {readable(event.body)}
          </CodeBlock>
        </div>
      </Card>
    </PageFrame>
  );
}
