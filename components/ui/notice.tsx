import type { ReactNode } from "react";
import { SOFT_OF, type Tone } from "./tone";
import { ToneIcon } from "./tone-icon";

type Props = {
  tone: Tone;
  title: string;
  children?: ReactNode;
  /** How soon a screen reader says it, when it appears later than the page. */
  live?: "assertive" | "polite";
};

/** One thing the reader should know now. */
export function Notice({ tone, title, children, live }: Props) {
  return (
    <div
      role={live === "assertive" ? "alert" : undefined}
      aria-live={live}
      className={`flex gap-3 rounded-lg px-4 py-3 text-[13px] ${SOFT_OF[tone]}`}
    >
      <ToneIcon tone={tone} className="mt-0.5 size-4" />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{title}</p>
        {children ? <div className="mt-0.5 space-y-1 break-words">{children}</div> : null}
      </div>
    </div>
  );
}
