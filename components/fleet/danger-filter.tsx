import Link from "next/link";
import { withQuery } from "@/components/ui/with-query";
import type { Words } from "@/components/ui/words";
import { DANGERS, type FleetFilter, type FleetView } from "@/lib/cmk/findings/danger";
import { routes } from "@/lib/routes";

type Props = { counts: FleetView["counts"]; filter: FleetFilter; words: Words };

/** Narrows the list to one kind of danger; each says how many there are. */
export function DangerFilter({ counts, filter, words: { t } }: Props) {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <nav aria-label={t("fleet.filter")} className="flex flex-wrap gap-1.5 print:hidden">
      {[undefined, ...DANGERS].map((danger) => {
        const here = danger === filter.danger;
        return (
          <Link
            key={danger ?? "all"}
            href={withQuery(routes.fleet(), { danger, search: filter.search })}
            prefetch={false}
            aria-current={here ? "true" : undefined}
            className={`rounded-md border px-2.5 py-1 text-xs ${here ? "border-accent bg-accentsoft text-accent" : "border-line text-ink2 hover:bg-line2"}`}
          >
            {danger ? t(`fleet.dangers.${danger}`) : t("fleet.all")}{" "}
            <span className="tnum text-ink3">{danger ? counts[danger] : all}</span>
          </Link>
        );
      })}
    </nav>
  );
}
