import Link from "next/link";
import { BUTTON } from "@/components/ui/button-look";
import { withQuery } from "@/components/ui/with-query";
import type { Words } from "@/components/ui/words";
import type { FleetFilter, FleetView } from "@/lib/cmk/findings/danger";
import { routes } from "@/lib/routes";

type Props = { view: FleetView; filter: FleetFilter; words: Words };

/** Which page this is of how many, and the way to those beside it. */
export function FleetPager({ view: { total, page, pages }, filter, words: { t } }: Props) {
  const to = (number: number) =>
    withQuery(routes.fleet(), {
      danger: filter.danger,
      search: filter.search,
      page: number > 1 ? String(number) : undefined,
    });
  return (
    <nav
      aria-label={t("fleet.pages")}
      className="flex flex-wrap items-center gap-3 border-t border-line2 px-5 py-3 text-xs text-ink3"
    >
      <span className="flex-1">
        {t("lists.results", { count: total })}
        {pages > 1 ? `, ${t("fleet.pageOf", { page, pages })}` : ""}
      </span>
      {page > 1 ? (
        <Link href={to(page - 1)} prefetch={false} className={BUTTON.plain}>
          {t("fleet.previous")}
        </Link>
      ) : null}
      {page < pages ? (
        <Link href={to(page + 1)} prefetch={false} className={BUTTON.plain}>
          {t("common.next")}
        </Link>
      ) : null}
    </nav>
  );
}
