import { BUTTON } from "./button-look";
import { CodeBlock } from "./code-block";
import { CopyButton } from "./copy-button";
import type { Words } from "./words";

type Props = { script: string; words: Words; open?: boolean };

/** Commands that mend something, to unfold and to copy. */
export function CommandFold({ script, words: { t }, open = false }: Props) {
  return (
    <details open={open}>
      <summary className="py-1 underline underline-offset-2">{t("decoded.script")}</summary>
      <CodeBlock label={t("decoded.script")} className="mt-1 max-h-72 p-3">
        {script}
      </CodeBlock>
      <CopyButton
        value={script}
        label={t("decoded.copyScript")}
        doneLabel={t("common.copied")}
        withText
        className={`mt-2 ${BUTTON.plain}`}
      />
    </details>
  );
}
