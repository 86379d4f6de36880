import Link from "next/link";
import { Card, CardHead } from "@/components/ui/card";
import { Time } from "@/components/ui/time";
import type { Words } from "@/components/ui/words";
import type { AdobeGuide } from "@/lib/cmk/alerts/alert-views";
import { may } from "@/lib/cmk/permissions";
import type { OrganisationView } from "@/lib/cmk/views";
import { routes } from "@/lib/routes";

type Props = { organisation: OrganisationView; guide: AdobeGuide; words: Words; now: string };

/** The events that an alert of Adobe's rests on, each with the way to its text. */
export function AdobeEvents({ organisation, guide, words, now }: Props) {
  const { t } = words;
  const mayRead = may(organisation.roles, "event-feed.read");
  return (
    <Card>
      <CardHead
        title={t("adobeAlerts.eventsTitle")}
        aside={
          <span className="text-xs text-ink3">
            {t("adobeAlerts.eventCount", { count: guide.eventCount })}
          </span>
        }
      />
      <ul>
        {guide.events.map(({ id, receivedAt, code }) => (
          <li key={id} className="flex flex-wrap gap-x-3 border-t border-line2 px-5 py-2.5 text-[13px]">
            <code className="min-w-0 flex-1 basis-60 text-xs [overflow-wrap:anywhere]">{code}</code>
            {mayRead ? (
              <Link
                href={routes.adobeEvent(organisation.id, id)}
                prefetch={false}
                className="text-xs text-accent hover:underline"
              >
                {t("adobeAlerts.raw")}
              </Link>
            ) : null}
            <span className="text-xs text-ink3">
              <Time at={receivedAt} now={now} words={words} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
