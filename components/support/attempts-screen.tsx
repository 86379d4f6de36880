import Link from "next/link";
import { FailedStep } from "@/components/decode/failed-step";
import { TableExport } from "@/components/exports/table-export";
import { stepName } from "@/components/setup/outcome-look";
import { BUTTON, INPUT } from "@/components/ui/button-look";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { loadWords } from "@/components/ui/load-words";
import { Pager } from "@/components/ui/pager";
import { StatusChip } from "@/components/ui/status-chip";
import { Time } from "@/components/ui/time";
import type { Tone } from "@/components/ui/tone";
import { withQuery } from "@/components/ui/with-query";
import type { Words } from "@/components/ui/words";
import {
  ATTEMPT_STATUSES,
  type AttemptFilter,
  type AttemptPage,
  type AttemptRow,
} from "@/lib/cmk/attempt-views";
import type { StepId } from "@/lib/cmk/parts";
import { routes } from "@/lib/routes";
import { OrganisationFrame } from "./organisation-frame";

const TONE: Record<AttemptRow["status"], Tone> = {
  running: "accent",
  succeeded: "ok",
  failed: "bad",
  refused: "wait",
  interrupted: "wait",
};

type Props = { page: AttemptPage; filter: AttemptFilter };

/** Every try at a step, with what it met. */
export async function AttemptsScreen({ page, filter }: Props) {
  const words = await loadWords();
  const { t } = words;
  const { organisation, rows, next } = page;
  const path = routes.attempts(organisation.id);
  const { cursor, ...kept } = filter;
  const now = new Date().toISOString();
  return (
    <OrganisationFrame organisation={organisation} tab="attempts" words={words}>
      <Card>
        <form action={path} method="get" className="flex flex-wrap items-end gap-3 p-4 text-xs text-ink2">
          <label className="w-full sm:w-44">
            {t("support.attempts.status")}
            <select name="status" defaultValue={filter.status ?? ""} className={`${INPUT} mt-1`}>
              <option value="">{t("support.attempts.any")}</option>
              {ATTEMPT_STATUSES.map((status) => (
                <option key={status} value={status}>
                  {t(`support.attempts.statuses.${status}`)}
                </option>
              ))}
            </select>
          </label>
          <button type="submit" className={BUTTON.plain}>
            {t("support.timeline.filter")}
          </button>
          <span className="ml-auto">
            <TableExport of={organisation.id} table="attempts" query={kept} words={words} />
          </span>
        </form>
        {rows.map((row) => (
          <Attempt key={row.id} organisationId={organisation.id} row={row} words={words} now={now} />
        ))}
        {rows.length === 0 ? (
          <div className="border-t border-line2">
            <EmptyState title={t("support.attempts.emptyTitle")} text={t("support.attempts.emptyText")} />
          </div>
        ) : null}
        {next || cursor ? (
          <Pager
            total={null}
            first={cursor ? withQuery(path, kept) : null}
            next={next ? withQuery(path, { ...kept, cursor: next }) : null}
            words={words}
          />
        ) : null}
      </Card>
    </OrganisationFrame>
  );
}

function Attempt({
  organisationId,
  row,
  words,
  now,
}: {
  organisationId: string;
  row: AttemptRow;
  words: Words;
  now: string;
}) {
  const { t, has } = words;
  const failure = row.outcome?.kind === "failed" ? row.outcome.failure : null;
  const vendor = failure ? t(`vendors.${failure.vendor}`) : "";
  return (
    <article className="space-y-3 border-t border-line2 px-5 py-4 text-[13px]">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <StatusChip tone={TONE[row.status]} word={t(`support.attempts.statuses.${row.status}`)} />
        <h2 className="font-medium">
          <Link
            href={routes.step(organisationId, row.part, row.step.split("/")[1] as StepId)}
            prefetch={false}
            className="hover:text-accent hover:underline"
          >
            {t(`parts.${row.part}.short`)}, {stepName(row.step, words)}
          </Link>
        </h2>
        <span className="flex-1 text-xs text-ink3">{row.startedByName}</span>
        <span className="text-xs text-ink3">
          <Time at={row.startedAt} now={now} words={words} />
        </span>
      </div>
      {row.status === "refused" || row.status === "interrupted" ? (
        <p className="text-ink2">{t(`support.attempts.${row.status}Text`)}</p>
      ) : null}
      {failure && row.decoding ? (
        <FailedStep
          view={row.decoding}
          unknown={{
            title: t(`failures.${failure.kind}.title`, { vendor }),
            fix: t(`failures.${failure.kind}.fix`),
          }}
          organisationId={organisationId}
          current={row.step}
          words={words}
        />
      ) : null}
      {row.changes.length > 0 ? (
        <details>
          <summary className="text-xs text-ink2 underline underline-offset-2">
            {t("support.attempts.plan")}
          </summary>
          <ul className="mt-2 space-y-1 font-mono text-xs leading-5">
            {row.changes.map((change) => (
              <li key={`${change.resource}${change.property}`} className="[overflow-wrap:anywhere]">
                {change.resource},{" "}
                {has(`properties.${change.property}`) ? t(`properties.${change.property}`) : change.property}:{" "}
                {change.before === null ? null : <del className="text-ink3">{change.before}</del>}{" "}
                <ins className="rounded bg-waitsoft px-1 text-wait no-underline">{change.after}</ins>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </article>
  );
}
