import Link from "next/link";
import { CauseList } from "@/components/activity/cause-list";
import { CLASS_TONE, SEVERITY_TONE, stateTone } from "@/components/checks/check-tone";
import { fixWords } from "@/components/checks/fix-words";
import { ScannerConflict } from "@/components/checks/scanner-conflict";
import { PageFrame } from "@/components/layout/page-frame";
import { NotesCard } from "@/components/notes/notes-card";
import { BUTTON } from "@/components/ui/button-look";
import { Card, CardHead } from "@/components/ui/card";
import { loadWords } from "@/components/ui/load-words";
import { Notice } from "@/components/ui/notice";
import { StatusChip } from "@/components/ui/status-chip";
import { formatDay, Time } from "@/components/ui/time";
import { withQuery } from "@/components/ui/with-query";
import type { Words } from "@/components/ui/words";
import { CHECKS } from "@/lib/cmk/checks/registry";
import type { FindingView } from "@/lib/cmk/findings/finding-views";
import type { NotePage } from "@/lib/cmk/notes/note-views";
import { findStep } from "@/lib/cmk/parts";
import { may } from "@/lib/cmk/permissions";
import { routes } from "@/lib/routes";
import { FactSeries } from "./fact-series";
import { FindingHistory } from "./finding-history";
import { findingTitle } from "./finding-words";

/** What is so now, how it is mended, and the ways there. */
function Mending({ finding, words }: { finding: FindingView; words: Words }) {
  const { t } = words;
  const { now, part, organisation, check: id } = finding;
  const check = CHECKS.find((one) => one.id === id);
  const step = check?.fix.kind === "plan" ? findStep(part, check.fix.step[part] ?? "") : null;
  const asks =
    finding.status === "open" && !finding.exceptionUntil && may(organisation.roles, "exception.request");
  return (
    <Card>
      <CardHead
        title={t(`checks.${id}.title`)}
        aside={
          now ? (
            <StatusChip tone={stateTone(now.state, now.severity)} word={t(`checkStates.${now.state}`)} />
          ) : null
        }
      />
      <div className="max-w-[76ch] space-y-2 px-5 pb-4 text-[13px] text-ink2">
        <p>{t(`checks.${id}.why`)}</p>
        {now?.observed ? (
          <p className="font-mono text-xs [overflow-wrap:anywhere]">
            {t("common.label", { name: t("verification.observed") })} {now.observed}
          </p>
        ) : null}
        {check ? <p>{fixWords(check.fix, part, words)}</p> : null}
        <p className="flex flex-wrap gap-2 pt-1 print:hidden">
          {step && finding.status === "open" ? (
            <Link className={BUTTON.main} href={routes.step(organisation.id, step.part, step.id)}>
              {t("alerts.toPlan")}
            </Link>
          ) : null}
          <Link className={BUTTON.plain} href={routes.organisationCheck(organisation.id, id)}>
            {t("alerts.toCheck")}
          </Link>
          {finding.alertId ? (
            <Link className={BUTTON.plain} href={routes.alert(organisation.id, finding.alertId)}>
              {t("findings.toAlert")}
            </Link>
          ) : null}
          {asks ? (
            <Link
              className={BUTTON.plain}
              href={withQuery(routes.exceptions(organisation.id), { part, check: id })}
            >
              {t("exceptions.ask")}
            </Link>
          ) : null}
        </p>
      </div>
    </Card>
  );
}

function Lead({ finding, words, now }: { finding: FindingView; words: Words; now: string }) {
  const { t, locale } = words;
  const { status, severity, failureClass, exceptionUntil } = finding;
  return (
    <span className="flex flex-wrap items-center gap-2 text-[13px]">
      <StatusChip tone={status === "open" ? "bad" : "ok"} word={t(`findings.statuses.${status}`)} />
      <StatusChip tone={SEVERITY_TONE[severity]} word={t(`severities.${severity}`)} />
      <StatusChip tone={CLASS_TONE[failureClass]} word={t(`failureClasses.${failureClass}`)} />
      <span>{t(`parts.${finding.part}.name`)}</span>
      <span className="text-ink3">
        {t("findings.opened")} <Time at={finding.openedAt} now={now} words={words} />
        {finding.closedAt ? (
          <>
            , {t("findings.closed")} <Time at={finding.closedAt} now={now} words={words} />
          </>
        ) : null}
      </span>
      {finding.regression ? <span className="text-wait">{t("verification.regression")}</span> : null}
      {finding.flapping ? <span className="text-wait">{t("verification.flapping")}</span> : null}
      {exceptionUntil ? (
        <span className="text-wait">
          {t("verification.exception", {
            date: formatDay(locale, exceptionUntil),
          })}
        </span>
      ) : null}
    </span>
  );
}

type Props = { finding: FindingView; notes: NotePage | null };

/** One finding: what it means, who may have caused it, what changed, what became of it. */
export async function FindingScreen({ finding, notes }: Props) {
  const words = await loadWords();
  const { t } = words;
  const now = new Date().toISOString();
  const { organisation, failureClass, changes } = finding;
  const title = findingTitle(finding, words);
  return (
    <PageFrame
      crumbs={[
        { label: organisation.name, href: routes.overview(organisation.id) },
        { label: t("findings.title"), href: routes.findings(organisation.id) },
        { label: finding.check },
      ]}
      title={title}
      lead={<Lead finding={finding} words={words} now={now} />}
    >
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_360px]">
        <div className="space-y-5">
          <Notice tone={CLASS_TONE[failureClass]} title={t(`failureClasses.${failureClass}`)}>
            <p>{t(`alerts.classes.${failureClass}`)}</p>
          </Notice>
          <ScannerConflict check={finding.check} words={words} />
          <Card>
            <CardHead title={t("activity.title")} />
            <CauseList attribution={finding.attribution} words={words} now={now} />
          </Card>
          <Mending finding={finding} words={words} />
          <Card>
            <CardHead title={t("findings.changes")} />
            {changes.length > 0 ? (
              <FactSeries changes={changes} words={words} now={now} />
            ) : (
              <p className="px-5 pb-4 text-[13px] text-ink3">{t("findings.noChanges")}</p>
            )}
          </Card>
          {notes ? (
            <NotesCard
              organisation={finding.organisation}
              page={notes}
              about={{ findingId: finding.id }}
              words={words}
            />
          ) : null}
        </div>
        <Card>
          <CardHead title={t("alerts.history")} />
          <FindingHistory entries={finding.history} words={words} now={now} />
        </Card>
      </div>
    </PageFrame>
  );
}
