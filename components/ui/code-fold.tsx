import { BUTTON } from "./button-look";
import { CodeBlock } from "./code-block";
import { CopyButton } from "./copy-button";

type Props = {
  title: string;
  text: string;
  /** What the button copies; left out: the text. */
  copy?: string;
  copyLabel: string;
  copied: string;
  wrap?: boolean;
  open?: boolean | undefined;
};

/** Commands, or a vendor's words, to unfold and to copy. */
export function CodeFold({ title, text, copy = text, copyLabel, copied, wrap = false, open }: Props) {
  return (
    <details open={open}>
      <summary className="py-1 underline underline-offset-2">{title}</summary>
      <CodeBlock label={title} wrap={wrap} className="mt-1 max-h-72 p-3">
        {text}
      </CodeBlock>
      <CopyButton
        value={copy}
        label={copyLabel}
        doneLabel={copied}
        withText
        className={`mt-2 ${BUTTON.plain}`}
      />
    </details>
  );
}
