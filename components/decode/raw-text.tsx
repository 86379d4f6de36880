import { BUTTON } from "@/components/ui/button-look";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import type { Words } from "@/components/ui/words";

type Props = { text: string; copy: string; words: Words; open?: boolean };

/** What the vendor said, without secrets, for those who look further; the copy holds the decoding too. */
export function RawText({ text, copy, words: { t }, open }: Props) {
  return (
    <details open={open}>
      <summary className="py-1 underline underline-offset-2">{t("decoded.raw")}</summary>
      <CodeBlock label={t("decoded.raw")} wrap className="mt-1 max-h-72 p-3">
        {text}
      </CodeBlock>
      <CopyButton
        value={copy}
        label={t("decoded.copyRaw")}
        doneLabel={t("common.copied")}
        withText
        className={`mt-2 ${BUTTON.plain}`}
      />
    </details>
  );
}
