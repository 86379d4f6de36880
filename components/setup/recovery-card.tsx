"use client";
import { BUTTON } from "@/components/ui/button-look";
import { Card, CardHead } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { Identifier } from "@/components/ui/identifier";
import { formatDay } from "@/components/ui/time";
import type { StepView } from "@/lib/cmk/views";
import type { BodyProps } from "./step-body";

type Recovery = NonNullable<StepView["recovery"]>;

/** A deleted vault: where it was, until when it can come back, and what will not come back with it. */
export function RecoveryCard({ actions, allowed, words }: BodyProps) {
  const { t } = words;
  const { view, busy, choose } = actions;
  const { recovery, step } = view;
  if (!recovery) return null;
  const { vault } = view.choices.complete;
  const { resourceGroup, location } = recovery;
  const texts = `recovery.${recovery.state}${vault.sku === "managed-hsm" ? "Hsm" : ""}`;
  const moves = step.outcome.kind === "needs" && step.outcome.what === "use-deleted-place" && allowed.choose;
  const lost = recovery.roles.length + recovery.diagnosticSettings.length + recovery.settings.length > 0;
  return (
    <Card>
      <CardHead title={t(`${texts}.title`)} level={3} />
      <div className="space-y-4 px-4 pb-4 text-[13px] md:px-5 md:pb-5">
        <p className="max-w-[68ch] text-ink2">{t(`${texts}.text`)}</p>
        <Place recovery={recovery} words={words} />
        {moves && resourceGroup && location ? (
          <button
            type="button"
            className={BUTTON.plain}
            disabled={busy !== null}
            onClick={() => void choose({ vault: { ...vault, resourceGroup, location } })}
          >
            {t("recovery.usePlace", { group: resourceGroup })}
          </button>
        ) : null}
        {lost ? <Lost recovery={recovery} words={words} /> : null}
      </div>
    </Card>
  );
}

type PartProps = Pick<BodyProps, "words"> & { recovery: Recovery };

function Place({ recovery, words: { t, locale } }: PartProps) {
  const { state, deletedOn, purgeOn } = recovery;
  const rows = [
    ["deletedOn", deletedOn && formatDay(locale, deletedOn)],
    ...(state === "deleted" ? [["purgeOn", purgeOn && formatDay(locale, purgeOn)]] : []),
    ["subscription", recovery.subscriptionName],
    ["resourceGroup", recovery.resourceGroup],
    ["location", recovery.location],
  ].filter((row): row is [string, string] => Boolean(row[1]));
  return (
    <dl className="grid gap-x-6 gap-y-1.5 sm:grid-cols-[max-content_1fr]">
      {rows.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-ink3">{t(`recovery.${name}`)}</dt>
          <dd className={`${name?.endsWith("On") ? "tnum" : "font-mono"} text-xs leading-5 break-words`}>
            {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Lost({ recovery, words }: PartProps) {
  const { t } = words;
  return (
    <>
      <div>
        <h4 className="font-medium">{t(`recovery.${recovery.state}.lost`)}</h4>
        <ul className="mt-1.5 space-y-1.5">
          {recovery.roles.map(({ role, principalId, principalType }) => (
            <li key={`${role} ${principalId}`} className="flex flex-wrap items-center gap-x-2">
              {t("recovery.role", { role, type: principalType ?? t("recovery.principal") })}
              <Identifier value={principalId} words={words} />
            </li>
          ))}
          {recovery.diagnosticSettings.map(({ name, sink }) => (
            <li key={`log ${name}`}>
              {t("recovery.log", { name, sink: sink?.split("/").at(-1) ?? t("common.none") })}
            </li>
          ))}
          {recovery.settings.map(({ property, before, now }) => (
            <li key={`setting ${property}`}>
              {t("recovery.setting", { property: t(`properties.${property}`), before, now })}
            </li>
          ))}
        </ul>
      </div>
      {recovery.scripts ? (
        <details>
          <summary className="text-xs text-ink2 underline underline-offset-2 hover:text-ink">
            {t("recovery.script")}
          </summary>
          <div className="mt-3 space-y-3">
            <CopyButton
              value={recovery.scripts.az}
              label={t("step.copyScript")}
              doneLabel={t("common.copied")}
              withText
              className={BUTTON.plain}
            />
            <CodeBlock label={t("step.formats.az")}>{recovery.scripts.az}</CodeBlock>
          </div>
        </details>
      ) : null}
    </>
  );
}
