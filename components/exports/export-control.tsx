import { Icon } from "@/components/ui/icon";
import { withQuery } from "@/components/ui/with-query";
import type { Words } from "@/components/ui/words";

type Props = {
  /** Address of the export. */
  href: string;
  /** What the list is filtered by now. */
  query?: Record<string, string | number | undefined | null>;
  /** What the list is called, for those who do not see it. */
  name: string;
  words: Words;
  /** In a row of its own list: without the word. */
  bare?: boolean;
};

const LOOK = "px-2 py-2 text-[13px] font-medium text-ink hover:bg-line2 focus-visible:relative";

/** Takes the list away as it is filtered, whole: as CSV or JSON. */
export function ExportControl({ href, query = {}, name, words: { t }, bare = false }: Props) {
  const kept = Object.fromEntries(
    Object.entries(query).map(([key, value]) => [key, value ? String(value) : undefined]),
  );
  return (
    <span className="inline-flex items-center rounded-md border border-line bg-panel print:hidden">
      {bare ? null : (
        <span aria-hidden className="flex items-center gap-2 py-2 pr-1 pl-3 text-[13px] text-ink2">
          <Icon name="download" />
          {t("exports.export")}
        </span>
      )}
      {(["csv", "json"] as const).map((format) => (
        <a
          key={format}
          href={withQuery(href, { ...kept, format })}
          download
          className={LOOK}
          aria-label={t("exports.label", { name, format: format.toUpperCase() })}
        >
          {format.toUpperCase()}
        </a>
      ))}
    </span>
  );
}
