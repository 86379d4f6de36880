import { TablesCard } from "@/components/exports/tables-card";
import { PageFrame } from "@/components/layout/page-frame";
import { Card, CardHead } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { EmptyState } from "@/components/ui/empty-state";
import { Identifier } from "@/components/ui/identifier";
import { loadWords, pickMessages } from "@/components/ui/load-words";
import type { EvidencePackView } from "@/lib/cmk/evidence/evidence-schemas";
import type { OrganisationView } from "@/lib/cmk/views";
import { api, routes } from "@/lib/routes";
import { EvidenceForm } from "./evidence-form";
import { PackTable } from "./pack-table";

type Props = { organisation: OrganisationView; packs: EvidencePackView[] };

/** Packs that were made of an organisation, a form for another one, and how whoever gets one checks it. */
export async function EvidenceScreen({ organisation, packs }: Props) {
  const words = await loadWords();
  const { t, locale } = words;
  const [newest] = packs;
  return (
    <PageFrame
      crumbs={[
        { label: organisation.name, href: routes.overview(organisation.id) },
        { label: t("evidence.title") },
      ]}
      title={t("evidence.title")}
      lead={t("evidence.lead")}
    >
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_400px]">
        <div className="min-w-0 space-y-5">
          <Card>
            <CardHead title={t("evidence.list")} />
            {packs.length > 0 ? (
              <PackTable
                organisationId={organisation.id}
                packs={packs}
                words={words}
                now={new Date().toISOString()}
              />
            ) : (
              <div className="border-t border-line2">
                <EmptyState title={t("evidence.emptyTitle")} text={t("evidence.emptyText")} />
              </div>
            )}
          </Card>
          <Card>
            <CardHead title={t("evidence.verifyTitle")} />
            <div className="space-y-3 px-5 pb-5 text-[13px] text-ink2">
              <p>{t("evidence.verifyText")}</p>
              {newest ? (
                <>
                  <CodeBlock label={t("evidence.verifyTitle")} wrap>
                    {t("evidence.verifyCommand", { key: newest.keyId })}
                  </CodeBlock>
                  <p className="flex flex-wrap items-center gap-2">
                    {t("evidence.keyTitle")}
                    <Identifier value={newest.keyId} words={words} />
                  </p>
                </>
              ) : (
                <p>{t("evidence.noKey")}</p>
              )}
              <p>
                <a href={api.evidenceKeys()} className="text-accent hover:underline">
                  {t("evidence.keysLink")}
                </a>
              </p>
            </div>
          </Card>
          <TablesCard organisation={organisation} words={words} />
        </div>
        <div className="min-w-0 space-y-5">
          <EvidenceForm
            organisationId={organisation.id}
            locale={locale}
            messages={await pickMessages(["evidence", "errors", "failures", "vendors", "common"])}
          />
        </div>
      </div>
    </PageFrame>
  );
}
