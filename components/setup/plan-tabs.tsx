"use client";
import { BUTTON } from "@/components/ui/button-look";
import { CardHead } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { Tabs } from "@/components/ui/tabs";
import type { Words } from "@/components/ui/words";
import type { Plan } from "@/lib/cmk/plan";
import { SCRIPT_FORMATS, type ScriptFormat } from "@/lib/cmk/script-formats";
import type { StepView } from "@/lib/cmk/views";
import { PlanTable } from "./plan-table";

type Props = Pick<StepView, "scripts" | "permitted"> & { plan: Plan; title: string; words: Words };

/** One plan in all its forms: every change before and after, and as scripts for those who apply it elsewhere. */
export function PlanTabs({ plan, scripts, permitted, title, words }: Props) {
  const { t } = words;
  const changes = <PlanTable changes={plan.changes} permitted={permitted} words={words} />;
  if (!scripts)
    return (
      <>
        <CardHead title={title} level={3} />
        <div className="border-t border-line2">{changes}</div>
      </>
    );
  const forms = SCRIPT_FORMATS.map((format) => ({
    id: format,
    label: t(`step.formats.${format}`),
    panel: <Script format={format} text={scripts[format]} words={words} />,
  }));
  return (
    <>
      <h3 className="sr-only">{t("step.planForms")}</h3>
      <Tabs label={t("step.planForms")} tabs={[{ id: "changes", label: title, panel: changes }, ...forms]} />
    </>
  );
}

function Script({ format, text, words: { t } }: { format: ScriptFormat; text: string; words: Words }) {
  return (
    <div className="space-y-3 p-4 md:px-5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="min-w-52 flex-1 text-xs text-ink2">
          {t("step.scriptProof", { check: t("step.checkNow") })}
        </p>
        <CopyButton
          value={text}
          label={t("step.copyScript")}
          doneLabel={t("common.copied")}
          withText
          className={BUTTON.plain}
        />
      </div>
      <CodeBlock label={t(`step.formats.${format}`)}>
        {format === "portal" ? <Linked text={text} /> : text}
      </CodeBlock>
    </div>
  );
}

/** A text in which every address that stands alone on its line can be followed. */
function Linked({ text }: { text: string }) {
  return text.split(/(https:\/\/\S+)/).map((piece, index) =>
    piece.startsWith("https://") ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never change places
      <a key={index} href={piece} target="_blank" rel="noreferrer" className="text-accent underline">
        {piece}
      </a>
    ) : (
      piece
    ),
  );
}
