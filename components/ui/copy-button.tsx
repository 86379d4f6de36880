"use client";
import { useState } from "react";
import { Icon } from "./icon";

type Props = { value: string; label: string; doneLabel: string; withText?: boolean; className?: string };

/** Copies the whole value, and says so. */
export function CopyButton({ value, label, doneLabel, withText = false, className = "" }: Props) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  const word = copied ? doneLabel : label;
  return (
    <button
      type="button"
      onClick={copy}
      aria-label={withText ? undefined : word}
      title={word}
      className={
        className ||
        "inline-grid size-6 place-items-center rounded text-ink3 hover:bg-line2 hover:text-ink print:hidden"
      }
    >
      <Icon name={copied ? "check" : "copy"} className={withText ? "size-4" : "size-3.5"} />
      {withText ? word : null}
      <span className="sr-only" aria-live="polite">
        {copied && !withText ? doneLabel : ""}
      </span>
    </button>
  );
}
