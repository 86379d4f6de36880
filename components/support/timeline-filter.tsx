import Link from "next/link";
import { BUTTON, INPUT } from "@/components/ui/button-look";
import type { Words } from "@/components/ui/words";
import { PART_IDS } from "@/lib/cmk/parts";
import { TIMELINE_SOURCES, type TimelineFilter } from "@/lib/cmk/timeline/timeline-views";

type Props = { path: string; values: TimelineFilter; words: Words };

/** The filter of the timeline: a plain form, its state in the address. */
export function TimelineFilterForm({ path, values, words: { t } }: Props) {
  const input = `${INPUT} mt-1`;
  return (
    <form action={path} method="get" className="flex flex-wrap items-end gap-3 p-4 text-xs text-ink2">
      <label className="w-full sm:w-40">
        {t("support.timeline.source")}
        <select name="source" defaultValue={values.source ?? ""} className={input}>
          <option value="">{t("support.all")}</option>
          {TIMELINE_SOURCES.map((source) => (
            <option key={source} value={source}>
              {t(`support.timeline.sources.${source}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="w-full sm:w-36">
        {t("support.timeline.part")}
        <select name="part" defaultValue={values.part ?? ""} className={input}>
          <option value="">{t("support.timeline.bothParts")}</option>
          {PART_IDS.map((part) => (
            <option key={part} value={part}>
              {t(`parts.${part}.short`)}
            </option>
          ))}
        </select>
      </label>
      <label className="w-full sm:w-52">
        {t("support.timeline.search")}
        <input type="search" name="search" defaultValue={values.search} maxLength={200} className={input} />
      </label>
      <label>
        {t("support.timeline.from")}
        <input type="date" name="from" defaultValue={values.from} className={input} />
      </label>
      <label>
        {t("support.timeline.to")}
        <input type="date" name="to" defaultValue={values.to} className={input} />
      </label>
      <button type="submit" className={BUTTON.plain}>
        {t("support.timeline.filter")}
      </button>
      {Object.values(values).some(Boolean) ? (
        <Link href={path} className={BUTTON.quiet}>
          {t("support.timeline.clear")}
        </Link>
      ) : null}
    </form>
  );
}
