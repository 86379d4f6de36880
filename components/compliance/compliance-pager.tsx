import Link from "next/link";
import { BUTTON } from "@/components/ui/button-look";
import type { Words } from "@/components/ui/words";
import { type ComplianceFilter, PAGE_SIZE } from "@/lib/cmk/compliance/filter";
import { complianceAddress } from "./compliance-address";

/** Which rows these are, and the way to the others. */
export function CompliancePager({
  found,
  filter,
  words: { t },
}: {
  found: number;
  filter: ComplianceFilter;
  words: Words;
}) {
  const page = filter.page ?? 1;
  const pages = Math.max(1, Math.ceil(found / PAGE_SIZE));
  const to = (target: number) => complianceAddress({ ...filter, page: target > 1 ? target : undefined });
  return (
    <nav
      aria-label={t("compliance.pages")}
      className="tnum flex flex-wrap items-center gap-3 border-t border-line2 px-5 py-3 text-xs text-ink3"
    >
      <span className="flex-1">{t("lists.results", { count: found })}</span>
      {pages > 1 ? (
        <>
          <span>{t("compliance.pageOf", { page, pages })}</span>
          {page > 1 ? (
            <Link href={to(page - 1)} prefetch={false} className={`${BUTTON.plain} print:hidden`}>
              {t("compliance.previous")}
            </Link>
          ) : null}
          {page < pages ? (
            <Link href={to(page + 1)} prefetch={false} className={`${BUTTON.plain} print:hidden`}>
              {t("common.next")}
            </Link>
          ) : null}
        </>
      ) : null}
    </nav>
  );
}
