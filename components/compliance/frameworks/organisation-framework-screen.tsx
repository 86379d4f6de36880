import { frameworkKey } from "@/components/checks/framework-key";
import { PageFrame } from "@/components/layout/page-frame";
import { Card } from "@/components/ui/card";
import { loadWords } from "@/components/ui/load-words";
import { PrintButton } from "@/components/ui/print-button";
import { StatusChip } from "@/components/ui/status-chip";
import { exactTime } from "@/components/ui/time";
import type { OrganisationFrameworkView } from "@/lib/cmk/compliance/framework-views";
import { routes } from "@/lib/routes";
import { CONTROL_TONE } from "./control-tone";
import { EvidenceRow } from "./evidence-row";
import { UnmappedChecks } from "./unmapped-checks";

/** One organisation under one framework: control by control, with what was seen and when. */
export async function OrganisationFrameworkScreen({ view }: { view: OrganisationFrameworkView }) {
  const words = await loadWords();
  const { t } = words;
  const { organisation, framework, controls, asOf } = view;
  const name = t(frameworkKey(framework));
  const bad = controls.filter(({ state }) => state === "not-met").length;
  const watched = controls.some(({ state }) => state !== "not-watched");
  return (
    <PageFrame
      crumbs={[
        { label: t("compliance.title"), href: routes.compliance() },
        { label: t("compliance.frameworksTitle"), href: routes.frameworks() },
        { label: name, href: routes.framework(framework) },
        { label: organisation.name },
      ]}
      title={t("compliance.underFramework", { organisation: organisation.name, framework: name })}
      lead={
        <p className="max-w-[92ch]">
          {watched
            ? t("compliance.organisationAnswer", { count: bad, total: controls.length })
            : t("compliance.notWatchedText")}{" "}
          {t("compliance.leadEncrypted")}
        </p>
      }
      actions={<PrintButton label={t("compliance.print")} />}
    >
      <div className="mb-5 space-y-4">
        {controls.map(({ id, state, evidence }) => (
          <Card key={id} className="print:break-inside-avoid">
            <section aria-label={id}>
              <div className="flex flex-wrap items-center gap-3 px-5 py-3.5">
                <h2 className="flex-1 font-mono text-[13px] font-medium">{id}</h2>
                <StatusChip tone={CONTROL_TONE[state]} word={t(`compliance.controlStates.${state}`)} />
              </div>
              {evidence.length > 0 ? (
                <ul className="text-[13px]">
                  {evidence.map((row) => (
                    <EvidenceRow key={`${row.part} ${row.check}`} row={row} words={words} now={asOf} />
                  ))}
                </ul>
              ) : null}
            </section>
          </Card>
        ))}
      </div>
      <UnmappedChecks checks={view.unmapped} words={words} />
      <p className="mt-4 text-xs text-ink3">{t("compliance.asOf", { time: exactTime(words, asOf) })}</p>
    </PageFrame>
  );
}
