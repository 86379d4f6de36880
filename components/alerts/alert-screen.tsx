import Link from "next/link";
import { CauseList } from "@/components/activity/cause-list";
import { CLASS_TONE, SEVERITY_TONE, stateTone } from "@/components/checks/check-tone";
import { fixWords } from "@/components/checks/fix-words";
import { PageFrame } from "@/components/layout/page-frame";
import { BUTTON } from "@/components/ui/button-look";
import { Card, CardHead } from "@/components/ui/card";
import { loadWords, pickMessages } from "@/components/ui/load-words";
import { Notice } from "@/components/ui/notice";
import { StatusChip } from "@/components/ui/status-chip";
import { Time } from "@/components/ui/time";
import type { Words } from "@/components/ui/words";
import type { AlertView } from "@/lib/cmk/alerts/alert-views";
import { CHECKS } from "@/lib/cmk/checks/registry";
import { findStep } from "@/lib/cmk/parts";
import { may } from "@/lib/cmk/permissions";
import { routes } from "@/lib/routes";
import { AdobeGuide } from "./adobe-guide";
import { AlertActions } from "./alert-actions";
import { AlertHistory } from "./alert-history";
import { STATUS_TONE } from "./alert-table";
import { alertTitle } from "./alert-words";

/** What Adobe does when it stays like this; where its two pages differ, both are said. */
function WhatAdobeDoes({ alert, words: { t } }: { alert: AlertView; words: Words }) {
  const { failureClass } = alert;
  return (
    <Notice tone={CLASS_TONE[failureClass]} title={t(`failureClasses.${failureClass}`)}>
      <p>{t(`alerts.classes.${failureClass}`)}</p>
    </Notice>
  );
}

/** The check as it is now, how it is mended, and the way there. */
function Mending({ alert, words }: { alert: AlertView; words: Words }) {
  const { t } = words;
  const { now, part, organisation } = alert;
  const check = CHECKS.find(({ id }) => id === alert.kind);
  if (!check || !part) return null;
  const step = check.fix.kind === "plan" ? findStep(part, check.fix.step[part] ?? "") : null;
  return (
    <Card>
      <CardHead
        title={t(`checks.${check.id}.title`)}
        aside={
          now ? (
            <StatusChip tone={stateTone(now.state, now.severity)} word={t(`checkStates.${now.state}`)} />
          ) : null
        }
      />
      <div className="max-w-[76ch] space-y-2 px-5 pb-4 text-[13px] text-ink2">
        <p>{t(`checks.${check.id}.why`)}</p>
        {now?.reason ? <p>{t(`checkReasons.${now.reason.key}`, now.reason.params)}</p> : null}
        {now?.observed ? (
          <p className="font-mono text-xs [overflow-wrap:anywhere]">
            {t("common.label", { name: t("verification.observed") })} {now.observed}
          </p>
        ) : null}
        <p>{fixWords(check.fix, part, words)}</p>
        <p className="flex flex-wrap gap-2 pt-1">
          {step ? (
            <Link className={BUTTON.main} href={routes.step(organisation.id, step.part, step.id)}>
              {t("alerts.toPlan")}
            </Link>
          ) : null}
          <Link className={BUTTON.plain} href={routes.check(check.id)}>
            {t("alerts.toCheck")}
          </Link>
        </p>
      </div>
    </Card>
  );
}

/** The log is what it is: whoever operates Clavis looks into it, and a person says when that is over. */
function BrokenChain({ alert, words: { t } }: { alert: AlertView; words: Words }) {
  if (alert.source !== "audit") return null;
  return (
    <Card>
      <CardHead title={t("auditSettings.brokenTitle")} />
      <div className="max-w-[76ch] space-y-2 px-5 pb-4 text-[13px] text-ink2">
        <p>{t("auditSettings.brokenText")}</p>
        <p>{t("alerts.chain.over")}</p>
        <Link className={BUTTON.plain} href={routes.auditSettings(alert.organisation.id)}>
          {t("alerts.chain.open")}
        </Link>
      </div>
    </Card>
  );
}

/** One alert: what it means, whose move, what was done about it. */
export async function AlertScreen({ alert }: { alert: AlertView }) {
  const words = await loadWords();
  const { t, locale } = words;
  const now = new Date().toISOString();
  const { organisation, status, severity } = alert;
  const title = alertTitle(alert, words);
  return (
    <PageFrame
      crumbs={[
        { label: organisation.name, href: routes.overview(organisation.id) },
        { label: t("alerts.title"), href: routes.alerts(organisation.id) },
        { label: title },
      ]}
      title={title}
      lead={
        <span className="flex flex-wrap items-center gap-2 text-[13px]">
          <StatusChip tone={STATUS_TONE[status]} word={t(`alerts.statuses.${status}`)} />
          <StatusChip tone={SEVERITY_TONE[severity]} word={t(`severities.${severity}`)} />
          {alert.part ? <span>{t(`parts.${alert.part}.name`)}</span> : null}
          <span className="text-ink3">
            {t("alerts.opened")} <Time at={alert.openedAt} now={now} words={words} />
          </span>
          <span className="text-ink3">
            {t("common.label", { name: t("alerts.assignee") })} {alert.assignedToName ?? t("alerts.nobody")}
          </span>
        </span>
      }
    >
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_360px]">
        <div className="space-y-5">
          <WhatAdobeDoes alert={alert} words={words} />
          {alert.attribution ? (
            <Card>
              <CardHead
                title={t("activity.title")}
                aside={
                  alert.findingId ? (
                    <Link
                      href={routes.finding(organisation.id, alert.findingId)}
                      className="text-xs underline underline-offset-2"
                    >
                      {t("activity.toFinding")}
                    </Link>
                  ) : null
                }
              />
              <CauseList attribution={alert.attribution} words={words} now={now} />
            </Card>
          ) : null}
          <Mending alert={alert} words={words} />
          <BrokenChain alert={alert} words={words} />
          {alert.guide ? <AdobeGuide alert={alert} guide={alert.guide} words={words} now={now} /> : null}
        </div>
        <Card>
          <CardHead title={t("alerts.history")} />
          <AlertHistory entries={alert.history} words={words} now={now} />
          {may(organisation.roles, "alert.handle") ? (
            <AlertActions
              key={alert.revision}
              organisationId={organisation.id}
              alertId={alert.id}
              status={status}
              revision={alert.revision}
              locale={locale}
              messages={await pickMessages(["alerts", "errors", "failures", "vendors"])}
            />
          ) : null}
        </Card>
      </div>
    </PageFrame>
  );
}
