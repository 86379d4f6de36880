import Link from "next/link";
import { BUTTON, INPUT } from "@/components/ui/button-look";
import type { Words } from "@/components/ui/words";

export type FilterField = {
  name: string;
  label: string;
  options: { value: string; label: string }[];
  /** One of the options holds always, the first unless told: there is no "all". */
  always?: boolean;
};

type Props = {
  path: string;
  fields: FilterField[];
  values: Record<string, string | undefined>;
  words: Words;
  /** What the field to search in finds; left out: there is none. */
  search?: string;
};

/** A plain form, its state in the address. */
export function CheckFilter({ path, fields, values, search, words: { t } }: Props) {
  return (
    <form
      action={path}
      method="get"
      className="flex flex-wrap items-end gap-3 p-4 text-xs text-ink2 print:hidden"
    >
      {search ? (
        <label className="w-full sm:w-52">
          {search}
          <input
            type="search"
            name="search"
            defaultValue={values.search}
            maxLength={100}
            className={`${INPUT} mt-1`}
          />
        </label>
      ) : null}
      {fields.map(({ name, label, options, always }) => (
        <label key={name} className="w-full sm:w-40">
          {label}
          <select
            name={name}
            defaultValue={values[name] ?? (always ? options[0]?.value : "")}
            className={`${INPUT} mt-1`}
          >
            {always ? null : <option value="">{t("checkPage.any")}</option>}
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
        </label>
      ))}
      <button type="submit" className={BUTTON.plain}>
        {t("checkPage.filter")}
      </button>
      {Object.values(values).some(Boolean) ? (
        <Link href={path} className={BUTTON.quiet}>
          {t("checkPage.clear")}
        </Link>
      ) : null}
    </form>
  );
}
