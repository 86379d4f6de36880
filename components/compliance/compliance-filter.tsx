import Link from "next/link";
import { frameworkKey } from "@/components/checks/framework-key";
import { BUTTON, INPUT } from "@/components/ui/button-look";
import type { Words } from "@/components/ui/words";
import { FRAMEWORKS } from "@/lib/cmk/checks/mappings";
import { type ComplianceFilter, VERDICTS } from "@/lib/cmk/compliance/filter";
import { PART_IDS } from "@/lib/cmk/parts";
import { routes } from "@/lib/routes";

/** Narrows the table, never the figures above it: a plain form, its state in the address. */
export function ComplianceFilterForm({ filter, words: { t } }: { filter: ComplianceFilter; words: Words }) {
  const fields = [
    {
      name: "verdict",
      label: t("compliance.status"),
      options: VERDICTS.map((value) => [value, t(`verdicts.${value}`)]),
    },
    {
      name: "shield",
      label: t("compliance.shield"),
      options: ["healthcare", "privacy_security"].map((value) => [value, t(`shields.${value}`)]),
    },
    {
      name: "part",
      label: t("compliance.openIn"),
      options: PART_IDS.map((value) => [value, t(`parts.${value}.name`)]),
    },
    {
      name: "framework",
      label: t("compliance.openFor"),
      options: FRAMEWORKS.map((value) => [value, t(frameworkKey(value))]),
    },
  ] as const;
  const { sort, page: _page, ...narrowing } = filter;
  return (
    <form
      id="organisations"
      action={`${routes.compliance()}#organisations`}
      method="get"
      className="flex flex-wrap items-end gap-3 border-t border-line2 px-5 py-4 text-xs text-ink2 print:hidden"
    >
      {sort ? <input type="hidden" name="sort" value={sort} /> : null}
      <label className="w-full sm:w-48">
        {t("compliance.searchLabel")}
        <input
          type="search"
          name="search"
          defaultValue={filter.search}
          maxLength={200}
          className={`${INPUT} mt-1`}
        />
      </label>
      {fields.map(({ name, label, options }) => (
        <label key={name} className="w-[calc(50%-6px)] sm:w-40">
          {label}
          <select name={name} defaultValue={filter[name] ?? ""} className={`${INPUT} mt-1`}>
            <option value="">{t("checkPage.any")}</option>
            {options.map(([value, word]) => (
              <option key={value} value={value}>
                {word}
              </option>
            ))}
          </select>
        </label>
      ))}
      <button type="submit" className={BUTTON.plain}>
        {t("checkPage.filter")}
      </button>
      {Object.values(narrowing).some(Boolean) ? (
        <Link href={`${routes.compliance()}#organisations`} className={BUTTON.quiet}>
          {t("checkPage.clear")}
        </Link>
      ) : null}
    </form>
  );
}
