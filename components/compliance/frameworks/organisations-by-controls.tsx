import Link from "next/link";
import { BUTTON } from "@/components/ui/button-look";
import { EmptyState } from "@/components/ui/empty-state";
import { StatusChip } from "@/components/ui/status-chip";
import { Time } from "@/components/ui/time";
import { withQuery } from "@/components/ui/with-query";
import type { Words } from "@/components/ui/words";
import { PAGE_SIZE } from "@/lib/cmk/compliance/filter";
import type { FrameworkView } from "@/lib/cmk/compliance/framework-views";
import { CONTROL_STATES } from "@/lib/cmk/compliance/frameworks";
import { routes } from "@/lib/routes";
import { CONTROL_TONE } from "./control-tone";

/** Organisations by how many controls they do not meet: each opens its evidence. */
export function OrganisationsByControls({ view, words }: { view: FrameworkView; words: Words }) {
  const { t } = words;
  const { framework, organisations, total, page, asOf } = view;
  const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
  const to = (target: number) =>
    withQuery(routes.framework(framework), { page: target > 1 ? String(target) : undefined });
  if (organisations.length === 0)
    return <EmptyState title={t("compliance.emptyTitle")} text={t("compliance.emptyText")} />;
  return (
    <>
      <ul className="text-[13px]">
        {organisations.map(({ id, name, counts, verifiedAt }) => (
          <li
            key={id}
            className="flex flex-wrap items-center gap-x-4 gap-y-1.5 border-t border-line2 px-5 py-2.5"
          >
            <Link
              href={routes.organisationFramework(framework, id)}
              prefetch={false}
              className="min-w-0 flex-1 basis-60 font-medium break-words hover:text-accent hover:underline"
            >
              <bdi>{name}</bdi>
            </Link>
            <span className="flex flex-wrap gap-1.5">
              {CONTROL_STATES.filter((state) => counts[state] > 0).map((state) => (
                <StatusChip
                  key={state}
                  tone={CONTROL_TONE[state]}
                  word={t("compliance.stateCount", {
                    state: t(`compliance.controlStates.${state}`),
                    count: counts[state],
                  })}
                />
              ))}
            </span>
            <span className="text-xs text-ink3 sm:w-28 sm:text-right">
              {verifiedAt ? <Time at={verifiedAt} now={asOf} words={words} /> : t("common.never")}
            </span>
          </li>
        ))}
      </ul>
      {pages > 1 ? (
        <nav
          aria-label={t("compliance.pages")}
          className="tnum flex flex-wrap items-center gap-3 border-t border-line2 px-5 py-3 text-xs text-ink3"
        >
          <span className="flex-1">{t("compliance.pageOf", { page, pages })}</span>
          {page > 1 ? (
            <Link href={to(page - 1)} prefetch={false} className={BUTTON.plain}>
              {t("compliance.previous")}
            </Link>
          ) : null}
          {page < pages ? (
            <Link href={to(page + 1)} prefetch={false} className={BUTTON.plain}>
              {t("common.next")}
            </Link>
          ) : null}
        </nav>
      ) : null}
    </>
  );
}
