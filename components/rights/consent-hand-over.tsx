"use client";
import { BUTTON } from "@/components/ui/button-look";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { Tabs } from "@/components/ui/tabs";
import type { Words } from "@/components/ui/words";
import { SCRIPT_FORMATS, type ScriptFormat } from "@/lib/cmk/script-formats";
import type { RightsPlanView } from "@/lib/cmk/watcher/views";

type Props = { consent: NonNullable<RightsPlanView["consent"]>; words: Words };

/** Permissions of Microsoft Graph are an Entra administrator's to give: where to consent, and the same as scripts. */
export function ConsentHandOver({ consent: { permissions, url, scripts }, words: { t } }: Props) {
  const [first, ...others] = SCRIPT_FORMATS;
  const tab = (format: ScriptFormat) => ({
    id: format,
    label: t(`step.formats.${format}`),
    panel: (
      <div className="space-y-3 p-4 md:px-5">
        <CopyButton
          value={scripts[format]}
          label={t("step.copyScript")}
          doneLabel={t("common.copied")}
          withText
          className={BUTTON.plain}
        />
        <CodeBlock label={t(`step.formats.${format}`)}>{scripts[format]}</CodeBlock>
      </div>
    ),
  });
  return (
    <section aria-label={t("rights.consentTitle")} className="border-t border-line2">
      <div className="space-y-2 p-4 text-[13px] md:px-5">
        <h3 className="font-medium">{t("rights.consentTitle")}</h3>
        <p className="max-w-[72ch] text-ink2">{t("rights.consentText")}</p>
        <p className="font-mono text-xs">{permissions.join(", ")}</p>
        {url ? (
          <p className="flex flex-wrap items-center gap-3">
            <a href={url} target="_blank" rel="noreferrer" className={BUTTON.plain}>
              {t("rights.consentOpen")}
            </a>
            <CopyButton
              value={url}
              label={t("rights.consentCopy")}
              doneLabel={t("common.copied")}
              withText
              className={BUTTON.plain}
            />
          </p>
        ) : null}
      </div>
      <Tabs label={t("step.planForms")} tabs={[tab(first), ...others.map(tab)]} />
    </section>
  );
}
