import Link from "next/link";
import { Card } from "@/components/ui/card";
import type { Words } from "@/components/ui/words";
import type { CheckId } from "@/lib/cmk/checks/check-ids";
import { routes } from "@/lib/routes";

/** Checks for which no control is claimed, said aloud: silence would look like an omission. */
export function UnmappedChecks({ checks, words: { t } }: { checks: CheckId[]; words: Words }) {
  return (
    <Card>
      <details className="px-5 py-4">
        <summary className="flex flex-wrap items-baseline gap-2">
          <h2 className="font-medium">{t("compliance.noMapping")}</h2>
          <span className="text-xs text-ink3 underline underline-offset-2">
            {t("compliance.noMappingCount", { count: checks.length })}
          </span>
        </summary>
        <p className="mt-2 max-w-[80ch] text-[13px] text-ink2">{t("compliance.noMappingText")}</p>
        <ul className="mt-3 gap-x-8 text-[13px] md:columns-2">
          {checks.map((check) => (
            <li key={check} className="break-inside-avoid py-0.5">
              <Link href={routes.check(check)} prefetch={false} className="hover:text-accent hover:underline">
                {t(`checks.${check}.title`)}
              </Link>{" "}
              <span className="font-mono text-[11px] text-ink3">{check}</span>
            </li>
          ))}
        </ul>
      </details>
    </Card>
  );
}
