import { TableExport } from "@/components/exports/table-export";
import { PageFrame } from "@/components/layout/page-frame";
import { Card, CardHead } from "@/components/ui/card";
import { loadWords, pickMessages } from "@/components/ui/load-words";
import { StatusChip } from "@/components/ui/status-chip";
import { Time } from "@/components/ui/time";
import type { ChainState } from "@/lib/cmk/audit/chain-problems";
import type { StreamView } from "@/lib/cmk/audit/stream-schemas";
import type { OrganisationView } from "@/lib/cmk/views";
import { api, routes } from "@/lib/routes";
import { ChainNotice } from "../chain-notice";
import { RetentionForm } from "./retention-form";
import { StreamForm } from "./stream-form";
import { StreamRow } from "./stream-row";
import { VerifyButton } from "./verify-button";

type Props = {
  organisation: OrganisationView | null;
  chain: ChainState;
  streams: StreamView[];
  webhookHosts: string[];
  syslogHosts: string[];
  mayManage: boolean;
};

/** Whether the log verifies, how long it is kept, and where it is streamed to. */
export async function AuditSettingsScreen(props: Props) {
  const { organisation, chain, streams, webhookHosts, syslogHosts, mayManage } = props;
  const words = await loadWords();
  const { t, locale } = words;
  const id = organisation?.id ?? null;
  const now = new Date().toISOString();
  const client = { locale, messages: await pickMessages(["auditSettings", "common", "errors"]) };
  const crumbs = organisation
    ? [
        { label: t("organisations.title"), href: routes.organisations() },
        { label: organisation.name, href: routes.organisation(organisation.id) },
        { label: t("audit.title"), href: routes.audit(organisation.id) },
        { label: t("auditSettings.short") },
      ]
    : [{ label: t("audit.title"), href: routes.auditAll() }, { label: t("auditSettings.short") }];
  const intact = chain.problems.length === 0;
  const fact = (label: string, at: string | null, sequence: string | null) => (
    <div>
      <dt className="text-xs text-ink3">{t(`auditSettings.${label}`)}</dt>
      <dd className="mt-0.5">
        {at ? <Time at={at} now={now} words={words} /> : t("common.never")}
        {sequence ? <span className="ml-2 text-ink3">{t("auditSettings.upTo", { sequence })}</span> : null}
      </dd>
    </div>
  );
  return (
    <PageFrame
      crumbs={crumbs}
      title={t("auditSettings.title")}
      lead={t(organisation ? "auditSettings.lead" : "auditSettings.leadSystem")}
      actions={<VerifyButton path={id ? api.auditVerify(id) : api.systemAuditVerify()} {...client} />}
    >
      <ChainNotice problems={chain.problems} words={words} />
      <div className="space-y-5">
        <Card>
          <CardHead
            title={t("auditSettings.chain")}
            aside={
              <StatusChip
                tone={intact ? (chain.verifiedAt ? "ok" : "quiet") : "bad"}
                word={t(`auditSettings.${intact ? (chain.verifiedAt ? "intact" : "notYet") : "broken"}`)}
              />
            }
          />
          <dl className="grid gap-4 border-t border-line2 px-5 py-4 text-[13px] sm:grid-cols-2 lg:grid-cols-4">
            {fact("verified", chain.verifiedAt, chain.verifiedSequence)}
            {fact("fullyVerified", chain.fullVerifiedAt, null)}
            {fact("signed", chain.signedAt, chain.signedSequence)}
            <div>
              <dt className="text-xs text-ink3">{t("auditSettings.entries")}</dt>
              <dd className="mt-0.5">{Number(chain.entries).toLocaleString(locale)}</dd>
            </div>
          </dl>
          <p className="border-t border-line2 px-5 py-3 text-xs text-ink3">{t("auditSettings.chainNote")}</p>
        </Card>
        <Card>
          <CardHead title={t("auditSettings.retention")} />
          <RetentionForm
            key={chain.revision}
            path={id ? api.auditRetention(id) : api.systemAuditRetention()}
            {...{ chain, mayManage, ...client }}
          />
        </Card>
        <Card>
          <CardHead
            title={t("auditSettings.streams")}
            aside={<TableExport of={id ?? "all"} table="audit-streams" words={words} />}
          />
          <p className="px-5 pb-4 text-[13px] text-ink2">{t("auditSettings.streamsText")}</p>
          {streams.map((stream) => (
            <StreamRow
              key={stream.id}
              path={id ? api.auditStream(id, stream.id) : api.systemAuditStream(stream.id)}
              testPath={id ? api.auditStreamTest(id, stream.id) : api.systemAuditStreamTest(stream.id)}
              {...{ stream, mayManage, now, ...client }}
            />
          ))}
          {streams.length === 0 && !mayManage ? (
            <p className="border-t border-line2 px-5 py-4 text-[13px] text-ink3">
              {t("auditSettings.noStreams")}
            </p>
          ) : null}
          {mayManage ? (
            <div className="border-t border-line2 pt-4">
              <StreamForm
                path={id ? api.auditStreams(id) : api.systemAuditStreams()}
                {...{ webhookHosts, syslogHosts, ...client }}
              />
            </div>
          ) : null}
        </Card>
      </div>
    </PageFrame>
  );
}
