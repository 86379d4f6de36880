import Link from "next/link";
import { Identifier } from "@/components/ui/identifier";
import { shorten } from "@/components/ui/shorten";
import { exactTime, Time } from "@/components/ui/time";
import { withQuery } from "@/components/ui/with-query";
import type { Words } from "@/components/ui/words";
import type { AuditRow } from "@/lib/cmk/views";
import { routes } from "@/lib/routes";
import { actionWord } from "./action-word";
import { COLUMNS } from "./audit-columns";
import { AuditDiff } from "./audit-diff";
import { subjectWord } from "./subject-word";

type Props = { row: AuditRow; path: string; wide: boolean; words: Words; now: string };

/** Words of people, such as an organisation's name: neither an id nor an address. */
const SAID = /^(?![A-Z]+ \/).* /;

/** One entry: a line that opens to what changed, who did it, and what belongs to it. */
export function AuditEntry({ row, path, wide, words, now }: Props) {
  const { t } = words;
  const who = row.actorKind === "system" ? t("audit.system") : row.actorName;
  const chain = row.organisation?.name ?? t("audit.systemChain");
  const about = subjectWord(row, words);
  const find = (query: Record<string, string>) => withQuery(path, query);
  return (
    <li className="border-t border-line2">
      <details className="group">
        <summary className={`${COLUMNS} cursor-pointer px-5 py-2.5 hover:bg-line2/50`}>
          <span className="min-w-0 font-medium [overflow-wrap:anywhere]">
            {actionWord(row.action, words)}
          </span>
          <span
            className={`min-w-0 truncate text-ink2 max-md:hidden ${about || SAID.test(row.subject) ? "" : "font-mono text-xs leading-5"}`}
            title={about ?? row.subject}
          >
            {about ?? (row.subject.length > 40 ? shorten(row.subject, 18, 10) : row.subject)}
          </span>
          <span className="min-w-0 truncate">
            {who}
            {wide ? <span className="block truncate text-xs text-ink3">{chain}</span> : null}
          </span>
          <Time at={row.at} now={now} words={words} className="text-right text-xs leading-5 text-ink3" />
        </summary>
        <div className="grid gap-x-8 gap-y-4 border-t border-line2 bg-code px-5 py-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <AuditDiff row={row} words={words} />
          <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 self-start text-xs [&_dt]:text-ink3">
            <dt>{t("audit.time")}</dt>
            <dd>{exactTime(words, row.at)}</dd>
            <dt>{t("audit.actor")}</dt>
            <dd className="break-words">
              {who}
              {row.actorId ? (
                <Link className="ml-2 text-accent hover:underline" href={find({ actor: row.actorId })}>
                  {t("audit.allByActor")}
                </Link>
              ) : null}
            </dd>
            {wide ? <dt>{t("audit.chain")}</dt> : null}
            {wide ? (
              <dd className="break-words">
                {row.organisation ? (
                  <Link className="text-accent hover:underline" href={routes.audit(row.organisation.id)}>
                    {chain}
                  </Link>
                ) : (
                  chain
                )}
              </dd>
            ) : null}
            <dt>{t("audit.subject")}</dt>
            <dd className="flex flex-wrap items-center gap-x-2">
              {about ? <span className="w-full break-words">{about}</span> : null}
              <Identifier value={row.subject} short={shorten(row.subject, 24, 12)} words={words} />
              <Link className="text-accent hover:underline" href={find({ subject: row.subject })}>
                {t("audit.allOnSubject")}
              </Link>
            </dd>
            {row.correlationId ? <dt>{t("audit.correlation")}</dt> : null}
            {row.correlationId ? (
              <dd className="flex flex-wrap items-center gap-x-2">
                <Identifier value={row.correlationId} words={words} />
                <Link className="text-accent hover:underline" href={find({ correlation: row.correlationId })}>
                  {t("audit.related")}
                </Link>
              </dd>
            ) : null}
            <dt>{t("audit.sequence")}</dt>
            <dd>{row.sequence}</dd>
            <dt>{t("audit.hash")}</dt>
            <dd>
              <Identifier value={row.hash} words={words} />
            </dd>
          </dl>
        </div>
      </details>
    </li>
  );
}
