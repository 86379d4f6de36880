import { CodeFold } from "@/components/ui/code-fold";
import type { Words } from "@/components/ui/words";

type Props = { text: string; copy: string; words: Words; open?: boolean };

/** What the vendor said, without secrets, for those who look further; the copy holds the decoding too. */
export function RawText({ text, copy, words: { t }, open }: Props) {
  const texts = { title: t("decoded.raw"), copyLabel: t("decoded.copyRaw"), copied: t("common.copied") };
  return <CodeFold {...texts} text={text} copy={copy} open={open} wrap />;
}
