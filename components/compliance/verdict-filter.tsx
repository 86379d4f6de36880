import Link from "next/link";
import { withQuery } from "@/components/ui/with-query";
import type { Words } from "@/components/ui/words";
import type { Verdict } from "@/lib/cmk/compliance";
import { routes } from "@/lib/routes";

const VERDICTS: Verdict[] = ["protected", "at-risk", "unverified", "in-setup", "not-started"];

/** Narrows the table; the figures above stay those of all organisations. */
export function VerdictFilter({ current, words: { t } }: { current: Verdict | undefined; words: Words }) {
  const entries = [undefined, ...VERDICTS];
  return (
    <nav aria-label={t("compliance.filterLabel")} className="flex flex-wrap gap-1.5 print:hidden">
      {entries.map((verdict) => {
        const here = verdict === current;
        return (
          <Link
            key={verdict ?? "all"}
            href={withQuery(routes.compliance(), { verdict })}
            prefetch={false}
            aria-current={here ? "true" : undefined}
            className={`rounded-md border px-2.5 py-1 text-xs ${here ? "border-accent bg-accentsoft text-accent" : "border-line text-ink2 hover:bg-line2"}`}
          >
            {verdict ? t(`verdicts.${verdict}`) : t("compliance.filterAll")}
          </Link>
        );
      })}
    </nav>
  );
}
