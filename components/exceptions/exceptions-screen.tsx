import Link from "next/link";
import { ExportControl } from "@/components/exports/export-control";
import { PageFrame } from "@/components/layout/page-frame";
import { Card, CardHead } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { loadWords, pickMessages } from "@/components/ui/load-words";
import { StatusChip } from "@/components/ui/status-chip";
import { exactTime } from "@/components/ui/time";
import type { Tone } from "@/components/ui/tone";
import type { Words } from "@/components/ui/words";
import { CHECKS } from "@/lib/cmk/checks/registry";
import { type ExceptionState, type ExceptionView, LONGEST_DAYS } from "@/lib/cmk/exceptions/exception";
import { may } from "@/lib/cmk/permissions";
import type { OrganisationView } from "@/lib/cmk/views";
import { api, routes } from "@/lib/routes";
import { ExceptionButtons } from "./exception-buttons";
import { type ExceptionChoice, ExceptionForm } from "./exception-form";

const STATE_TONE: Record<ExceptionState, Tone> = {
  requested: "accent",
  approved: "wait",
  declined: "quiet",
  ended: "quiet",
  expired: "quiet",
};
/** Checks on which scanners and Adobe disagree, for which a reason is ready. */
const READY = ["NET-06", "NET-07", "KEY-06"];

type Props = { organisation: OrganisationView; rows: ExceptionView[]; chosen: string };

function Row({
  organisation,
  row,
  words,
}: {
  organisation: OrganisationView;
  row: ExceptionView;
  words: Words;
}) {
  const { t } = words;
  const live = row.state === "requested" || row.state === "approved";
  const labels = {
    approve: t("exceptions.approve"),
    decline: t("exceptions.decline"),
    end: t(row.state === "requested" ? "exceptions.withdraw" : "exceptions.end"),
    failed: t("errors.title"),
  };
  const decided = row.decidedByName
    ? t("exceptions.decidedBy", { name: row.decidedByName, date: exactTime(words, row.decidedAt ?? "") })
    : null;
  return (
    <li className="space-y-2 border-t border-line2 px-5 py-4 text-[13px]">
      <p className="flex flex-wrap items-center gap-2">
        <StatusChip tone={STATE_TONE[row.state]} word={t(`exceptions.states.${row.state}`)} />
        <Link href={routes.check(row.check)} className="font-medium hover:text-accent hover:underline">
          {t(`checks.${row.check}.title`)}
        </Link>
        <span className="font-mono text-xs text-ink3">
          {row.check}, {t(`parts.${row.part}.short`)}
        </span>
      </p>
      <p className="max-w-[80ch] whitespace-pre-wrap text-ink2 [overflow-wrap:anywhere]">{row.reason}</p>
      <p className="text-xs text-ink3">
        {t("exceptions.line", {
          owner: row.owner,
          name: row.requestedByName,
          date: exactTime(words, row.requestedAt),
          until: exactTime(words, row.expiresAt),
        })}{" "}
        {decided}
      </p>
      {live ? (
        <ExceptionButtons
          organisationId={organisation.id}
          id={row.id}
          mayDecide={row.mayDecide}
          mayEnd={may(organisation.roles, "exception.request")}
          labels={labels}
        />
      ) : null}
    </li>
  );
}

/** Failing checks that the organisation lives with for a time: who owns that, why, until when, and who agreed. */
export async function ExceptionsScreen({ organisation, rows, chosen }: Props) {
  const words = await loadWords();
  const { t, locale } = words;
  const choices = CHECKS.flatMap(({ id, parts, failureClass }) =>
    parts.map(
      (part): ExceptionChoice => ({
        part,
        check: id,
        label: `${t(`parts.${part}.short`)}, ${id}: ${t(`checks.${id}.title`)}`,
        longest: LONGEST_DAYS[failureClass],
      }),
    ),
  ).sort((a, b) => a.label.localeCompare(b.label, locale));
  return (
    <PageFrame
      crumbs={[
        { label: organisation.name, href: routes.overview(organisation.id) },
        { label: t("verification.title"), href: routes.verification(organisation.id) },
        { label: t("exceptions.title") },
      ]}
      title={t("exceptions.title")}
      lead={t("exceptions.lead")}
      actions={
        <ExportControl
          href={api.exportTable(organisation.id, "exceptions")}
          name={t("exceptions.title")}
          words={words}
        />
      }
    >
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_400px]">
        <Card>
          <CardHead title={t("exceptions.list")} />
          {rows.length > 0 ? (
            <ul>
              {rows.map((row) => (
                <Row key={row.id} organisation={organisation} row={row} words={words} />
              ))}
            </ul>
          ) : (
            <div className="border-t border-line2">
              <EmptyState title={t("exceptions.emptyTitle")} text={t("exceptions.emptyText")} />
            </div>
          )}
        </Card>
        {may(organisation.roles, "exception.request") ? (
          <ExceptionForm
            organisationId={organisation.id}
            choices={choices}
            chosen={chosen}
            texts={Object.fromEntries(READY.map((check) => [check, t(`exceptions.texts.${check}`)]))}
            locale={locale}
            messages={await pickMessages(["errors", "exceptions", "failures", "vendors"])}
          />
        ) : null}
      </div>
    </PageFrame>
  );
}
