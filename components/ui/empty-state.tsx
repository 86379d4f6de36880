import type { ReactNode } from "react";

/** Nothing here: what would be here, and what to do about it. */
export function EmptyState({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <div className="flex flex-col items-center px-6 py-14 text-center">
      <p className="font-medium">{title}</p>
      <p className="mt-1 max-w-[52ch] text-[13px] text-ink2">{text}</p>
      {children ? <div className="mt-5">{children}</div> : null}
    </div>
  );
}
