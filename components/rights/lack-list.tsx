import Link from "next/link";
import type { Words } from "@/components/ui/words";
import type { Lack } from "@/lib/cmk/watcher/lacks";
import { routes } from "@/lib/routes";

/** Every right that is lacking: what stays unknown for it, and who gives it. */
export function LackList({ lacks, org, words }: { lacks: Lack[]; org: string; words: Words }) {
  const { t } = words;
  return (
    <ul className="text-[13px]">
      {lacks.map(({ right, way, checks, logs }) => (
        <li key={right} className="border-t border-line2 px-5 py-3">
          <p className="font-mono text-xs [overflow-wrap:anywhere]">{right}</p>
          <p className="mt-1 text-ink2">
            {t(`rights.ways.${way}`)}
            {logs.length > 0
              ? ` ${t("rights.logs", { logs: logs.map((log) => t(`activity.sources.${log}`)).join(", ") })}`
              : ""}
          </p>
          {checks.length > 0 ? (
            <p className="mt-1 text-xs text-ink3">
              {t("rights.unknown", { count: checks.length })}{" "}
              {checks.map((check) => (
                <Link
                  key={check}
                  href={routes.organisationCheck(org, check)}
                  prefetch={false}
                  className="mr-2 inline-block font-mono underline underline-offset-2"
                >
                  {check}
                </Link>
              ))}
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
