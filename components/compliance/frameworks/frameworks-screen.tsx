import Link from "next/link";
import { frameworkKey } from "@/components/checks/framework-key";
import { TableExport } from "@/components/exports/table-export";
import { PageFrame } from "@/components/layout/page-frame";
import { Card } from "@/components/ui/card";
import { loadWords } from "@/components/ui/load-words";
import { PrintButton } from "@/components/ui/print-button";
import { StatusChip } from "@/components/ui/status-chip";
import { exactTime } from "@/components/ui/time";
import type { FrameworksView } from "@/lib/cmk/compliance/framework-views";
import { MAPPING_SOURCE } from "@/lib/cmk/compliance/frameworks";
import { routes } from "@/lib/routes";

/** Every framework at a glance: what CMK checks can say of it, and what they say. */
export async function FrameworksScreen({ view }: { view: FrameworksView }) {
  const words = await loadWords();
  const { t } = words;
  return (
    <PageFrame
      crumbs={[
        { label: t("compliance.title"), href: routes.compliance() },
        { label: t("compliance.frameworksTitle") },
      ]}
      title={t("compliance.frameworksTitle")}
      lead={<p className="max-w-[92ch]">{t("compliance.frameworksLead")}</p>}
      actions={
        <>
          <TableExport of="all" table="frameworks" words={words} bare={false} />
          <PrintButton label={t("compliance.print")} />
        </>
      }
    >
      <Card>
        <ul>
          {view.frameworks.map(({ framework, controls, met, notMet, unseen }) => (
            <li
              key={framework}
              className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line2 px-5 py-4 first:border-t-0"
            >
              <span className="min-w-0 flex-1 basis-72">
                <Link
                  href={routes.framework(framework)}
                  prefetch={false}
                  className="font-medium hover:text-accent hover:underline"
                >
                  {t(frameworkKey(framework))}
                </Link>
                <span className="block text-xs text-ink3">
                  {t("compliance.controlsSupported", { count: controls })}{" "}
                  {t(`compliance.sources.${MAPPING_SOURCE[framework]}`)}
                </span>
              </span>
              <span className="flex flex-wrap gap-2">
                {view.watched === 0 ? (
                  <StatusChip tone="quiet" word={t("compliance.controlStates.not-watched")} />
                ) : (
                  <>
                    {notMet > 0 ? (
                      <StatusChip tone="bad" word={t("compliance.notMetCount", { count: notMet })} />
                    ) : null}
                    {unseen > 0 ? (
                      <StatusChip tone="quiet" word={t("compliance.unseenCount", { count: unseen })} />
                    ) : null}
                    <StatusChip tone="ok" word={t("compliance.metCount", { count: met })} />
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
      </Card>
      <p className="mt-4 text-xs text-ink3">
        {t("compliance.watchedOf", { count: view.watched, total: view.organisations })}{" "}
        {t("compliance.asOf", { time: exactTime(words, view.asOf) })}
      </p>
    </PageFrame>
  );
}
