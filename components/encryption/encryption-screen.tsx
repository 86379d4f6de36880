import { PageFrame } from "@/components/layout/page-frame";
import { Card, CardHead } from "@/components/ui/card";
import { loadWords } from "@/components/ui/load-words";
import { Notice } from "@/components/ui/notice";
import { PrintButton } from "@/components/ui/print-button";
import { ADOBE_PAGES, type AdobePage, adobePage } from "@/lib/cmk/adobe-pages";
import type { SetupView } from "@/lib/cmk/views";
import { ExplainedTable } from "./explained-table";
import { OrganisationStatus } from "./organisation-status";

type Props = { organisations: { id: string; name: string }[]; setup: SetupView | null };

const PROTECTION = ["transit", "rest", "control"] as const;
const STORES = ["lake", "profile", "cached", "cja"] as const;
const LOSING = ["disabled", "failure", "time", "mend"] as const;

/** Whether the data is encrypted, in full and in plain words, with Adobe's pages to check it against. */
export async function EncryptionScreen({ organisations, setup }: Props) {
  const words = await loadWords();
  const { t, locale } = words;
  const row = (group: string, columns: string[]) => (id: string) => ({
    id,
    cells: columns.map((column) => t(`encryption.${group}.${id}.${column}`)),
  });
  return (
    <PageFrame
      crumbs={[{ label: t("encryption.title") }]}
      title={t("encryption.title")}
      lead={t("encryption.lead")}
      actions={<PrintButton label={t("compliance.print")} />}
    >
      <div className="max-w-[960px] space-y-5">
        <Notice tone="ok" title={t("encryption.answerTitle")}>
          <p>{t("encryption.answerText")}</p>
        </Notice>
        <OrganisationStatus organisations={organisations} setup={setup} words={words} />
        <ExplainedTable
          title={t("encryption.protectionTitle")}
          heads={["what", "without", "with"].map((head) => t(`encryption.heads.${head}`))}
          rows={PROTECTION.map(row("protection", ["what", "without", "with"]))}
        />
        <ExplainedTable
          title={t("encryption.storesTitle")}
          heads={["store", "part", "holds"].map((head) => t(`encryption.heads.${head}`))}
          rows={STORES.map(row("stores", ["name", "part", "holds"]))}
          note={t("encryption.whyCja")}
        />
        <Card>
          <CardHead title={t("encryption.losingTitle")} />
          <dl className="space-y-3 px-5 pb-5 text-[13px]">
            {LOSING.map((id) => (
              <div key={id}>
                <dt className="font-medium">{t(`encryption.losing.${id}.title`)}</dt>
                <dd className="mt-0.5 max-w-[80ch] text-ink2">{t(`encryption.losing.${id}.text`)}</dd>
              </div>
            ))}
          </dl>
        </Card>
        <Card>
          <CardHead title={t("encryption.linksTitle")} />
          <ul className="space-y-2 px-5 pb-5 text-[13px]">
            {(Object.keys(ADOBE_PAGES) as AdobePage[]).map((page) => (
              <li key={page}>
                <a
                  href={adobePage(page, locale)}
                  rel="noreferrer"
                  target="_blank"
                  className="underline underline-offset-2"
                >
                  {t(`encryption.links.${page}`)}
                </a>
                <span className="hidden font-mono text-xs break-all print:block">
                  {adobePage(page, locale)}
                </span>
              </li>
            ))}
          </ul>
        </Card>
      </div>
    </PageFrame>
  );
}
