import Link from "next/link";
import { BUTTON } from "./button-look";
import type { Words } from "./words";

type Props = { total: number | null; first: string | null; next: string | null; words: Words };

/** How many there are, and the way on. The address keeps where one is. */
export function Pager({ total, first, next, words: { t } }: Props) {
  return (
    <div className="flex flex-wrap items-center gap-3 border-t border-line2 px-5 py-3 text-xs text-ink3">
      <span className="flex-1">{total === null ? "" : t("lists.results", { count: total })}</span>
      {first ? (
        <Link href={first} className={BUTTON.plain}>
          {t("common.first")}
        </Link>
      ) : null}
      {next ? (
        <Link href={next} className={BUTTON.plain}>
          {t("common.next")}
        </Link>
      ) : null}
    </div>
  );
}
