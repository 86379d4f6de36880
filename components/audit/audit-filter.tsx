import Link from "next/link";
import { BUTTON, INPUT } from "@/components/ui/button-look";
import type { Words } from "@/components/ui/words";
import { ORGANISATION_ACTIONS } from "@/lib/cmk/audit-actions";
import { actionWord } from "./audit-table";

export type AuditFilterValues = { action?: string; search?: string; from?: string; to?: string };
type Props = { path: string; values: AuditFilterValues; words: Words };

/** The filter of the trail: a plain form, its state in the address. */
export function AuditFilter({ path, values, words }: Props) {
  const { t } = words;
  const some = Object.values(values).some(Boolean);
  return (
    <form action={path} method="get" className="flex flex-wrap items-end gap-3 p-4 text-xs text-ink2">
      <label className="w-full sm:w-52">
        {t("audit.action")}
        <select name="action" defaultValue={values.action ?? ""} className={`${INPUT} mt-1`}>
          <option value="">{t("audit.anyAction")}</option>
          {ORGANISATION_ACTIONS.map((action) => (
            <option key={action} value={action}>
              {actionWord(action, words)}
            </option>
          ))}
        </select>
      </label>
      <label className="w-full sm:w-52">
        {t("audit.searchLabel")}
        <input
          type="search"
          name="search"
          defaultValue={values.search}
          maxLength={200}
          className={`${INPUT} mt-1`}
        />
      </label>
      <label>
        {t("audit.from")}
        <input type="date" name="from" defaultValue={values.from} className={`${INPUT} mt-1`} />
      </label>
      <label>
        {t("audit.to")}
        <input type="date" name="to" defaultValue={values.to} className={`${INPUT} mt-1`} />
      </label>
      <button type="submit" className={BUTTON.plain}>
        {t("audit.filter")}
      </button>
      {some ? (
        <Link href={path} className={BUTTON.quiet}>
          {t("audit.clear")}
        </Link>
      ) : null}
    </form>
  );
}
