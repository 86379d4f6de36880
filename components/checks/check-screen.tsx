import Link from "next/link";
import type { ReactNode } from "react";
import { PageFrame } from "@/components/layout/page-frame";
import { Card } from "@/components/ui/card";
import { loadWords } from "@/components/ui/load-words";
import { StatusChip } from "@/components/ui/status-chip";
import type { CheckView } from "@/lib/cmk/checks/check-views";
import { AZURE_POLICY, PROWLER } from "@/lib/cmk/checks/scanners";
import { routes } from "@/lib/routes";
import { CLASS_TONE, SEVERITY_TONE } from "./check-tone";
import { fixWords } from "./fix-words";
import { frameworkKey } from "./framework-key";
import { hasConflict, ScannerConflict } from "./scanner-conflict";

function Row({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid gap-1 border-t border-line2 px-5 py-3.5 text-[13px] first:border-t-0 md:grid-cols-[200px_minmax(0,1fr)] md:gap-4">
      <dt className="font-medium">{title}</dt>
      <dd className="max-w-[76ch] space-y-1 text-ink2">{children}</dd>
    </div>
  );
}

/** One check: why it matters for Adobe, when it passes, what a missing value means, and how it is mended. */
export async function CheckScreen({ check }: { check: CheckView }) {
  const words = await loadWords();
  const { t, has } = words;
  const { id, severity, failureClass, fix, mappings, parts } = check;
  const missing = has(`checks.${id}.missing`) ? t(`checks.${id}.missing`) : t("checkPage.missingDefault");
  const prowler = PROWLER[id] ?? [];
  const policy = AZURE_POLICY[id] ?? [];
  const frameworks = [...new Set(mappings.map(({ framework }) => framework))];
  return (
    <PageFrame
      crumbs={[{ label: t("checkPage.title"), href: routes.checks() }, { label: id }]}
      title={t(`checks.${id}.title`)}
      lead={
        <span className="flex flex-wrap items-center gap-2">
          <span className="font-mono text-xs">{id}</span>
          <StatusChip tone={SEVERITY_TONE[severity]} word={t(`severities.${severity}`)} />
          <StatusChip tone={CLASS_TONE[failureClass]} word={t(`failureClasses.${failureClass}`)} />
        </span>
      }
    >
      {hasConflict(id, words) ? (
        <div className="mb-5">
          <ScannerConflict check={id} words={words} />
        </div>
      ) : null}
      <Card>
        <dl>
          <Row title={t("checkPage.why")}>{t(`checks.${id}.why`)}</Row>
          <Row title={t("checkPage.passes")}>{t(`checks.${id}.passes`)}</Row>
          <Row title={t("checkPage.missing")}>{missing}</Row>
          <Row title={t("checkPage.fix")}>
            {fix.kind === "needs" ? <p>{fixWords(fix, "aep", words)}</p> : null}
            {fix.kind === "plan"
              ? parts
                  .filter((part) => fix.step[part])
                  .map((part) => (
                    <p key={part}>
                      {t("common.label", { name: t(`parts.${part}.short`) })} {fixWords(fix, part, words)}
                    </p>
                  ))
              : null}
          </Row>
          <Row title={t("checkPage.move")}>
            {fix.kind === "needs" && fix.who !== "admin" ? t(`actors.${fix.who}`) : t("roles.admin")}
          </Row>
          <Row title={t("checkPage.parts")}>{parts.map((part) => t(`parts.${part}.name`)).join(", ")}</Row>
          <Row title={t("checkPage.often")}>
            {t(check.critical ? "checkPage.critical" : "checkPage.hourly")}
          </Row>
          <Row title={t("checkPage.mappings")}>
            {frameworks.length === 0
              ? t("checkPage.noMappings")
              : frameworks.map((framework) => (
                  <p key={framework}>
                    {t("common.label", { name: t(frameworkKey(framework)) })}{" "}
                    {mappings
                      .filter((mapping) => mapping.framework === framework)
                      .map(({ control }) => control)
                      .join(", ")}
                  </p>
                ))}
          </Row>
          {prowler.length + policy.length > 0 ? (
            <Row title={t("checkPage.scanners")}>
              {prowler.map((name) => (
                <p key={name} className="[overflow-wrap:anywhere]">
                  {t("common.label", { name: t("checkPage.prowler") })}{" "}
                  <span className="font-mono text-xs">{name}</span>
                </p>
              ))}
              {policy.map((name) => (
                <p key={name} className="[overflow-wrap:anywhere]">
                  {t("common.label", { name: t("checkPage.policy") })}{" "}
                  <span className="font-mono text-xs">{name}</span>
                </p>
              ))}
            </Row>
          ) : null}
        </dl>
      </Card>
      <p className="mt-5 text-[13px]">
        <Link href={routes.checks()} className="underline underline-offset-2">
          {t("checkPage.back")}
        </Link>
      </p>
    </PageFrame>
  );
}
