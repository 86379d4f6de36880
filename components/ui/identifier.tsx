import { CopyButton } from "./copy-button";
import { shorten } from "./shorten";
import type { Words } from "./words";

type Props = { value: string; words: Words; short?: string; className?: string };

/** An identifier: short in the middle; whole on hover, when copied, and on paper, where nobody hovers. */
export function Identifier({ value, words, short = shorten(value, 12, 6), className = "" }: Props) {
  return (
    <span className={`inline-flex max-w-full items-center gap-1 ${className}`}>
      <span
        title={value}
        className="truncate font-mono text-xs print:whitespace-normal print:before:content-[attr(title)]"
      >
        <span className="print:hidden">{short}</span>
      </span>
      <CopyButton
        value={value}
        label={words.t("common.copyThis", { value: short })}
        doneLabel={words.t("common.copied")}
      />
    </span>
  );
}
