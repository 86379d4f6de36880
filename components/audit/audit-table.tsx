import { shorten } from "@/components/ui/shorten";
import { Time } from "@/components/ui/time";
import type { Words } from "@/components/ui/words";
import type { AuditRow } from "@/lib/cmk/views";
import { AuditDiff } from "./audit-diff";

/** Who did what to what, and when; before and after on demand. */
export function AuditTable({ rows, words, now }: { rows: AuditRow[]; words: Words; now: string }) {
  const { t, locale } = words;
  return (
    <table className="w-full table-fixed text-[13px]">
      <thead>
        <tr className="border-t border-line2 text-left text-xs text-ink3">
          <th scope="col" className="w-2/5 py-2 pl-5 font-medium md:w-[34%]">
            {t("audit.action")}
          </th>
          <th scope="col" className="py-2 font-medium max-md:hidden">
            {t("audit.subject")}
          </th>
          <th scope="col" className="py-2 font-medium">
            {t("audit.actor")}
          </th>
          <th scope="col" className="w-28 py-2 pr-5 text-right font-medium md:w-32">
            {t("audit.time")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className="border-t border-line2 align-top">
            <td className="py-2.5 pr-4 pl-5">
              <AuditDiff row={row} title={actionWord(row.action, words)} words={words} />
            </td>
            <td
              className="py-2.5 pr-4 font-mono text-xs leading-5 [overflow-wrap:anywhere] max-md:hidden"
              title={row.subject}
            >
              {row.subject.length > 40 ? shorten(row.subject, 18, 10) : row.subject}
            </td>
            <td className="py-2.5 pr-4 break-words">
              {row.actorKind === "system" ? t("audit.system") : row.actorName}
            </td>
            <td className="py-2.5 pr-5 text-right text-xs text-ink3">
              <Time at={row.at} now={now} locale={locale} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function actionWord(action: string, { t, has }: Words): string {
  return has(`audit.actions.${action}`) ? t(`audit.actions.${action}`) : action;
}
