import type { ReactNode } from "react";

type Props = { id: string; label: string; hint?: ReactNode; error?: string | null; children: ReactNode };

/** Label, control, hint and error, tied together by id: `{id}-hint` and `{id}-error`. */
export function Field({ id, label, hint, error, children }: Props) {
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1.5 block text-[13px] font-medium">
        {label}
      </label>
      {children}
      {hint ? (
        <p id={`${id}-hint`} className="mt-1.5 text-xs text-ink3">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="mt-1.5 text-xs text-bad" role="alert">
          {error}
        </p>
      ) : null}
    </div>
  );
}

/** The ids that describe a field, for aria-describedby. */
export function describedBy(id: string, has: { hint?: boolean; error?: boolean }): string | undefined {
  return (
    [has.hint ? `${id}-hint` : "", has.error ? `${id}-error` : ""].filter(Boolean).join(" ") || undefined
  );
}
