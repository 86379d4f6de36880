import { CodeFold } from "@/components/ui/code-fold";
import type { Words } from "@/components/ui/words";

type Props = { script: string; words: Words; open?: boolean };

/** Commands that mend something. */
export function CommandText({ script, words: { t }, open }: Props) {
  const texts = {
    title: t("decoded.script"),
    copyLabel: t("decoded.copyScript"),
    copied: t("common.copied"),
  };
  return <CodeFold {...texts} text={script} open={open} />;
}
