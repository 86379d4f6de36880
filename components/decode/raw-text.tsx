import { BUTTON } from "@/components/ui/button-look";
import { CopyButton } from "@/components/ui/copy-button";
import type { Words } from "@/components/ui/words";

type Props = { text: string; copy: string; words: Words; open?: boolean };

/** What the vendor said, without secrets, for those who look further; the copy holds the decoding too. */
export function RawText({ text, copy, words: { t }, open }: Props) {
  return (
    <details open={open}>
      <summary className="py-1 underline underline-offset-2">{t("decoded.raw")}</summary>
      <pre
        lang="en"
        translate="no"
        tabIndex={0}
        role="region"
        aria-label={t("decoded.raw")}
        className="mt-1 max-h-72 overflow-auto rounded-lg border border-line2 bg-code p-3 font-mono text-xs leading-5 whitespace-pre-wrap text-ink [overflow-wrap:anywhere]"
      >
        {text}
      </pre>
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
