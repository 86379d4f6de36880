"use client";
import { type ReactNode, useId, useState } from "react";
import { Icon } from "./icon";

type Props = { summary: ReactNode; children: ReactNode };

/** On a narrow screen: a line that unfolds what is below it. On a wide one what is below is simply there. */
export function Fold({ summary, children }: Props) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <div className="max-lg:rounded-lg max-lg:border max-lg:border-line max-lg:bg-panel">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className="flex w-full items-center gap-3 px-3 py-2.5 text-left lg:hidden"
      >
        {summary}
        <Icon name="chevrons" className="size-4 text-ink3" />
      </button>
      <div id={id} className={`max-lg:border-t max-lg:border-line max-lg:p-2 ${open ? "" : "max-lg:hidden"}`}>
        {children}
      </div>
    </div>
  );
}
