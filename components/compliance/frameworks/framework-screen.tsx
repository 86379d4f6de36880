import { frameworkKey } from "@/components/checks/framework-key";
import { ExportControl } from "@/components/exports/export-control";
import { PageFrame } from "@/components/layout/page-frame";
import { Card, CardHead } from "@/components/ui/card";
import { loadWords } from "@/components/ui/load-words";
import { PrintButton } from "@/components/ui/print-button";
import { exactTime } from "@/components/ui/time";
import type { FrameworkView } from "@/lib/cmk/compliance/framework-views";
import { MAPPING_SOURCE } from "@/lib/cmk/compliance/frameworks";
import { api, routes } from "@/lib/routes";
import { ControlTable } from "./control-table";
import { OrganisationsByControls } from "./organisations-by-controls";
import { UnmappedChecks } from "./unmapped-checks";

/** One framework: every control that CMK checks are evidence for, and who does not meet it. */
export async function FrameworkScreen({ view }: { view: FrameworkView }) {
  const words = await loadWords();
  const { t } = words;
  const name = t(frameworkKey(view.framework));
  const bad = view.controls.filter(({ counts }) => counts["not-met"] > 0).length;
  const take = (table: string, label: string) => (
    <ExportControl
      href={api.exportEverywhere(table)}
      query={{ framework: view.framework }}
      name={`${name}, ${label}`}
      words={words}
    />
  );
  return (
    <PageFrame
      crumbs={[
        { label: t("compliance.title"), href: routes.compliance() },
        { label: t("compliance.frameworksTitle"), href: routes.frameworks() },
        { label: name },
      ]}
      title={name}
      lead={
        <p className="max-w-[92ch]">
          {t("compliance.frameworkAnswer", { count: bad, total: view.controls.length })}{" "}
          {t("compliance.frameworkScope")} {t(`compliance.sources.${MAPPING_SOURCE[view.framework]}`)}
        </p>
      }
      actions={<PrintButton label={t("compliance.print")} />}
    >
      <Card className="mb-5">
        <CardHead title={t("compliance.controls")} aside={take("controls", t("compliance.controls"))} />
        <ControlTable view={view} words={words} />
      </Card>
      <Card className="mb-5">
        <CardHead
          title={t("organisations.title")}
          aside={take("organisations-by-controls", t("organisations.title"))}
        />
        <OrganisationsByControls view={view} words={words} />
      </Card>
      <UnmappedChecks checks={view.unmapped} words={words} />
      <p className="mt-4 text-xs text-ink3">{t("compliance.asOf", { time: exactTime(words, view.asOf) })}</p>
    </PageFrame>
  );
}
