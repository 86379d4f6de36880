import type { ReactNode } from "react";

type Props = { label: string; children: ReactNode; wrap?: boolean; className?: string };

/** Text for a machine or from one, in English as it is. A long line scrolls in here, by keyboard too, or wraps. */
export function CodeBlock({ label, children, wrap = false, className = "max-h-96 p-4" }: Props) {
  const lines = wrap ? "whitespace-pre-wrap [overflow-wrap:anywhere]" : "";
  return (
    <pre
      lang="en"
      translate="no"
      tabIndex={0}
      role="region"
      aria-label={label}
      className={`overflow-auto rounded-lg border border-line2 bg-code font-mono text-xs leading-5 text-ink ${lines} ${className}`}
    >
      {children}
    </pre>
  );
}
