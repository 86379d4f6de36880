import type { Words } from "@/components/ui/words";
import type { AuditRow } from "@/lib/cmk/views";
import { changedFields } from "./changed-fields";

/** One entry's before and after, field by field. */
export function AuditDiff({ row, words: { t } }: { row: AuditRow; words: Words }) {
  const fields = changedFields(row.before, row.after);
  if (fields.length === 0) return <p className="text-xs text-ink3">{t("audit.noFields")}</p>;
  return (
    <dl className="space-y-2 text-xs">
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
    </dl>
  );
}
