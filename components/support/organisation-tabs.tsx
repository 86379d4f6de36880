import Link from "next/link";
import type { Words } from "@/components/ui/words";
import { routes } from "@/lib/routes";

export type OrganisationTab = "now" | "compare" | "timeline" | "attempts" | "audit";

const HREF: Record<OrganisationTab, (org: string) => string> = {
  now: routes.organisation,
  compare: routes.compare,
  timeline: routes.timeline,
  attempts: routes.attempts,
  audit: routes.audit,
};

type Props = { organisationId: string; tab: OrganisationTab; words: Words };

/** The views of one organisation. They are pages, so these are links. */
export function OrganisationTabs({ organisationId, tab, words: { t } }: Props) {
  return (
    <nav
      aria-label={t("support.tabs.label")}
      className="mb-6 flex gap-6 overflow-x-auto border-b border-line text-[13px] print:hidden"
    >
      {(Object.keys(HREF) as OrganisationTab[]).map((one) => (
        <Link
          key={one}
          href={HREF[one](organisationId)}
          prefetch={false}
          aria-current={one === tab ? "page" : undefined}
          className="-mb-px shrink-0 border-b-2 border-transparent pb-3 whitespace-nowrap text-ink2 -outline-offset-2 hover:text-ink aria-[current]:border-accent aria-[current]:font-medium aria-[current]:text-ink"
        >
          {t(`support.tabs.${one}`)}
        </Link>
      ))}
    </nav>
  );
}
