import Link from "next/link";
import { TableExport } from "@/components/exports/table-export";
import { Card, CardHead } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { loadWords } from "@/components/ui/load-words";
import { Notice } from "@/components/ui/notice";
import { exactTime } from "@/components/ui/time";
import { withQuery } from "@/components/ui/with-query";
import type { CompareView } from "@/lib/cmk/compare/compare-views";
import { PART_IDS } from "@/lib/cmk/parts";
import type { TimelineEntry } from "@/lib/cmk/timeline/timeline-views";
import { routes } from "@/lib/routes";
import { CompareTable } from "./compare-table";
import { MomentForm } from "./moment-form";
import { OrganisationFrame } from "./organisation-frame";
import { TimelineList } from "./timeline-list";

type Props = { view: CompareView; timeline: TimelineEntry[]; malformed: boolean };

const HOUR = 3_600_000;
const PRESETS = { day: 24, week: 168, month: 720 } as const;

/** Two moments of one organisation beside each other, and what happened meanwhile. */
export async function CompareScreen({ view, timeline, malformed }: Props) {
  const words = await loadWords();
  const { t } = words;
  const now = new Date().toISOString();
  const { organisation, from, to, toNow, rows, total, vaults } = view;
  const path = routes.compare(organisation.id);
  const back = (hours: number) => `${new Date(Date.parse(now) - hours * HOUR).toISOString().slice(0, 16)}Z`;
  const links = [
    ...(["day", "week", "month"] as const).map((name) => ({
      label: t(`support.compare.presets.${name}`),
      href: withQuery(path, { from: back(PRESETS[name]) }),
    })),
    { label: t("support.compare.presets.start"), href: withQuery(path, { from: view.createdAt }) },
  ];
  const heads: [string, string] = [
    exactTime(words, from),
    toNow ? t("support.compare.now") : exactTime(words, to),
  ];
  const groups = [null, ...PART_IDS].flatMap((part) => {
    const own = rows.filter((row) => row.part === part);
    const vault = part ? vaults[part] : undefined;
    const name = part ? t(`parts.${part}.name`) : t("support.compare.stored");
    return own.length > 0 ? [{ title: vault ? `${name}, ${vault}` : name, own }] : [];
  });
  return (
    <OrganisationFrame organisation={organisation} tab="compare" words={words}>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(280px,1fr)]">
        <div className="min-w-0 space-y-5">
          <MomentForm
            action={path}
            fields={[
              { name: "from", label: t("support.compare.from"), value: from },
              { name: "to", label: t("support.compare.to"), value: toNow ? null : to },
            ]}
            submit={t("support.compare.show")}
            links={links}
            latest={now}
          />
          {malformed ? (
            <Notice tone="wait" title={t("support.compare.badTitle")}>
              {t("support.compare.badText")}
            </Notice>
          ) : null}
          <div className="flex flex-wrap items-center gap-3">
            <p className="flex-1 text-[13px] text-ink3">
              {t("support.compare.count", { count: rows.length, total })}
            </p>
            <TableExport
              of={organisation.id}
              table="differences"
              name="compared"
              query={{ from, to: toNow ? null : to }}
              words={words}
            />
          </div>
          {groups.map(({ title, own }) => (
            <Card key={title}>
              <CardHead title={title} />
              <CompareTable rows={own} heads={heads} words={words} now={now} />
            </Card>
          ))}
          {rows.length === 0 ? (
            <Card>
              <EmptyState title={t("support.compare.none")} text={t("support.compare.noneText")} />
            </Card>
          ) : null}
        </div>
        <Card>
          <CardHead
            title={t("support.compare.timeline")}
            aside={
              <Link
                href={withQuery(routes.timeline(organisation.id), {
                  from: from.slice(0, 10),
                  to: to.slice(0, 10),
                })}
                prefetch={false}
                className="text-xs underline underline-offset-2"
              >
                {t("support.compare.allTimeline")}
              </Link>
            }
          />
          {timeline.length > 0 ? (
            <TimelineList organisationId={organisation.id} rows={timeline} words={words} now={now} />
          ) : (
            <p className="px-5 pb-5 text-[13px] text-ink3">{t("support.timeline.emptyText")}</p>
          )}
        </Card>
      </div>
    </OrganisationFrame>
  );
}
