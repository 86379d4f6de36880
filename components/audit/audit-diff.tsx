import type { Words } from "@/components/ui/words";
import type { AuditRow } from "@/lib/cmk/views";
import { changedFields } from "./changed-fields";

/** One entry's before and after, field by field, and its place in the chain. */
export function AuditDiff({ row, title, words: { t } }: { row: AuditRow; title: string; words: Words }) {
  const fields = changedFields(row.before, row.after);
  return (
    <details>
      <summary className="font-medium hover:underline">{title}</summary>
      <dl className="mt-2 space-y-2 text-xs">
        {fields.map(({ name, before, after }) => (
          <div key={name}>
            <dt className="font-mono text-ink3">{name}</dt>
            <dd className="font-mono [overflow-wrap:anywhere]">
              {before === null ? null : (
                <>
                  <span className="sr-only">{t("audit.before")}: </span>
                  <del className="text-ink3">{before}</del>{" "}
                </>
              )}
              {after === null ? null : (
                <>
                  <span className="sr-only">{t("audit.after")}: </span>
                  <ins className="rounded bg-waitsoft px-1 text-wait no-underline">{after}</ins>
                </>
              )}
            </dd>
          </div>
        ))}
        <div>
          <dt className="text-ink3">{t("audit.hash")}</dt>
          <dd className="font-mono [overflow-wrap:anywhere]">
            {row.sequence}, {row.hash}
          </dd>
        </div>
        {row.correlationId ? (
          <div>
            <dt className="text-ink3">{t("audit.correlation")}</dt>
            <dd className="font-mono [overflow-wrap:anywhere]">{row.correlationId}</dd>
          </div>
        ) : null}
      </dl>
    </details>
  );
}
