import Link from "next/link";
import { ExportControl } from "@/components/exports/export-control";
import { PageFrame } from "@/components/layout/page-frame";
import { BUTTON } from "@/components/ui/button-look";
import { Card, CardHead } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { loadWords } from "@/components/ui/load-words";
import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import type { Words } from "@/components/ui/words";
import { SEVERITIES } from "@/lib/cmk/checks/check";
import type { CheckedRow, VerificationPart, VerificationView } from "@/lib/cmk/checks/check-views";
import { CHECK_FAMILIES, familyOf } from "@/lib/cmk/checks/families";
import { may } from "@/lib/cmk/permissions";
import { api, routes } from "@/lib/routes";
import { CheckFilter } from "./check-filter";
import { CheckNow } from "./check-now";
import { checkNowWords } from "./check-now-words";
import { CheckedTable } from "./checked-table";
import { stateCounts } from "./state-counts";

export type VerificationQuery = { search?: string; state?: string; family?: string; severity?: string };

const STATES = ["fail", "warn", "unknown", "pass"];

function matches(row: CheckedRow, query: VerificationQuery, { t }: Words): boolean {
  const text = `${row.check} ${t(`checks.${row.check}.title`)}`.toLowerCase();
  return (
    text.includes(query.search?.toLowerCase() ?? "") &&
    (!query.state || row.state === query.state) &&
    (!query.family || familyOf(row.check) === query.family) &&
    (!query.severity || row.severity === query.severity)
  );
}

type PartProps = {
  part: VerificationPart;
  query: VerificationQuery;
  words: Words;
  now: string;
  org: string;
  exceptionsAt: string | null;
};

function PartCard({ part, query, words, now, org, exceptionsAt }: PartProps) {
  const { t } = words;
  const found = part.rows.filter((row) => matches(row, query, words));
  const asked = Object.values(query).some((value) => value);
  // Of a part that is still being set up most is unknown: that much is said in a line.
  const isFolded = ({ state }: CheckedRow) => !part.watched && !asked && state === "unknown";
  const folded = found.filter(isFolded);
  const table = (rows: CheckedRow[]) => (
    <CheckedTable
      rows={rows}
      words={words}
      now={now}
      exceptionsAt={exceptionsAt}
      rightsAt={routes.readingRights(org)}
      checkAt={(check) => routes.organisationCheck(org, check)}
    />
  );
  return (
    <Card>
      <CardHead
        title={t(`parts.${part.part}.name`)}
        aside={<span className="text-xs text-ink3">{stateCounts(part.rows, words)}</span>}
      />
      {part.watched ? null : (
        <div className="px-5 pb-4">
          <Notice tone="quiet" title={t("verification.notWatched")} />
        </div>
      )}
      {found.length > folded.length ? table(found.filter((row) => !isFolded(row))) : null}
      {folded.length > 0 ? (
        <details className="border-t border-line2">
          <summary className="cursor-pointer px-5 py-3 text-[13px] text-ink2 underline underline-offset-2 hover:bg-line2/50">
            {t("verification.folded", { count: folded.length })}
          </summary>
          {table(folded)}
        </details>
      ) : null}
      {found.length === 0 ? (
        <div className="border-t border-line2">
          <EmptyState title={t("checkPage.emptyTitle")} text={t("checkPage.emptyText")} />
        </div>
      ) : null}
    </Card>
  );
}

/** Every check of one organisation: what fails, since when, what Adobe would do, and what was not seen. */
export async function VerificationScreen({
  view,
  query,
}: {
  view: VerificationView;
  query: VerificationQuery;
}) {
  const words = await loadWords();
  const { t } = words;
  const now = new Date().toISOString();
  const { organisation } = view;
  const [before = "", after = ""] = t("configuration.verified", { time: "|" }).split("|");
  const options = (values: readonly string[], prefix: string) =>
    values.map((value) => ({ value, label: t(`${prefix}.${value}`) }));
  const fields = [
    { name: "state", label: t("checkPage.state"), options: options(STATES, "checkStates") },
    { name: "family", label: t("checkPage.family"), options: options(CHECK_FAMILIES, "checkFamilies") },
    { name: "severity", label: t("checkPage.severity"), options: options(SEVERITIES, "severities") },
  ];
  return (
    <PageFrame
      crumbs={[
        { label: organisation.name, href: routes.overview(organisation.id) },
        { label: t("verification.title") },
      ]}
      title={t("verification.title")}
      lead={
        view.verifiedAt ? (
          <>
            {before}
            <Time at={view.verifiedAt} now={now} words={words} />
            {after}
          </>
        ) : (
          t("configuration.neverVerified")
        )
      }
      actions={
        <>
          <ExportControl
            href={api.exportTable(organisation.id, "checks")}
            query={query}
            name={t("exports.tables.checks")}
            words={words}
          />
          <Link className={BUTTON.plain} href={routes.exceptions(organisation.id)}>
            {t("exceptions.title")}
          </Link>
          {may(organisation.roles, "setup.check") ? (
            <CheckNow
              organisationId={organisation.id}
              run={view.run}
              words={checkNowWords(words, t("configuration.verify"))}
            />
          ) : null}
        </>
      }
    >
      <Card className="mb-5">
        <CheckFilter
          path={routes.verification(organisation.id)}
          fields={fields}
          values={query}
          search={t("checkPage.search")}
          words={words}
        />
      </Card>
      <div className="space-y-5">
        {view.parts.map((part) => (
          <PartCard
            key={part.part}
            part={part}
            query={query}
            words={words}
            now={now}
            org={organisation.id}
            exceptionsAt={
              may(organisation.roles, "exception.request") ? routes.exceptions(organisation.id) : null
            }
          />
        ))}
      </div>
    </PageFrame>
  );
}
