import Link from "next/link";
import { PART_TONE } from "@/components/setup/part-tone";
import { Icon } from "@/components/ui/icon";
import { Identifier } from "@/components/ui/identifier";
import { shortenImsOrg } from "@/components/ui/shorten";
import { StatusChip } from "@/components/ui/status-chip";
import { TableHead } from "@/components/ui/table-head";
import { formatDay, Time } from "@/components/ui/time";
import type { Words } from "@/components/ui/words";
import type { CompliancePageRow } from "@/lib/cmk/compliance/compliance-views";
import type { ComplianceFilter, Sort } from "@/lib/cmk/compliance/filter";
import { routes } from "@/lib/routes";
import { complianceAddress } from "./compliance-address";
import { Reasons } from "./reasons";
import { VERDICT_TONE } from "./verdict-tone";

type Props = { rows: CompliancePageRow[]; filter: ComplianceFilter; words: Words; now: string };

/** Every organisation with both parts, why it is not protected, and when that was last seen. */
export function ComplianceTable({ rows, filter, words, now }: Props) {
  const { t, locale } = words;
  const column = (by: Sort, name: string, look?: string) => ({
    name,
    look,
    shown: <SortLink by={by} filter={filter} label={name} />,
    sort: ariaSort(by, filter),
  });
  return (
    <table className="w-full text-[13px]">
      <TableHead
        hiddenBelow="lg"
        columns={[
          column("name", t("compliance.organisation")),
          column("status", t("compliance.status")),
          t("parts.aep.name"),
          t("parts.cja.name"),
          t("compliance.reasons"),
          column("findings", t("compliance.openFindings")),
          column("verified", t("compliance.verified"), "text-right"),
        ]}
      />
      <tbody>
        {rows.map((row) => (
          <tr
            key={row.id}
            className="border-t border-line2 align-top max-lg:flex max-lg:flex-wrap max-lg:gap-x-4 max-lg:gap-y-2 max-lg:px-4 max-lg:py-3 lg:*:py-3"
          >
            <th scope="row" className="pr-4 text-left font-normal max-lg:basis-full lg:pl-5">
              <Link href={routes.setup(row.id)} className="font-medium hover:text-accent hover:underline">
                <bdi>{row.name}</bdi>
              </Link>
              <span className="block text-ink3">
                <Identifier value={row.imsOrgId} short={shortenImsOrg(row.imsOrgId)} words={words} />
              </span>
            </th>
            <td className="max-lg:basis-full lg:pr-4">
              <StatusChip tone={VERDICT_TONE[row.verdict]} word={t(`verdicts.${row.verdict}`)} />
              {row.since ? (
                <span className="mt-1 block text-xs text-ink3 max-lg:inline max-lg:pl-2">
                  {t("compliance.sinceDay", { day: formatDay(locale, row.since) })}
                </span>
              ) : null}
            </td>
            {row.parts.map((part) => (
              <td key={part.part} className="lg:pr-4">
                <span className="mr-1.5 text-xs text-ink3 lg:hidden">{t(`parts.${part.part}.short`)}</span>
                <StatusChip tone={PART_TONE[part.status]} word={t(`parts.status.${part.status}`)} />
                <span className="tnum mt-1 block text-xs text-ink3">
                  {t("parts.done", { done: part.done, total: part.total })}
                </span>
              </td>
            ))}
            <td className="text-xs text-ink2 max-lg:basis-full lg:max-w-72 lg:pr-4">
              {row.reasons.length > 0 ? (
                <span className="text-ink3 lg:hidden">{t("compliance.reasons")}</span>
              ) : null}
              <Reasons row={row} words={words} />
            </td>
            <td className="tnum lg:pr-4">
              <span className="mr-1.5 text-xs text-ink3 lg:hidden">{t("compliance.openFindings")}</span>
              <Link
                href={routes.verification(row.id)}
                prefetch={false}
                className="hover:text-accent hover:underline"
              >
                {row.openFindings}
              </Link>
            </td>
            <td className="text-xs whitespace-nowrap text-ink3 lg:pr-5 lg:text-right">
              <span className="lg:hidden">{t("compliance.verified")} </span>
              {row.verifiedAt ? <Time at={row.verifiedAt} now={now} words={words} /> : t("common.never")}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const reversed = (by: Sort, filter: ComplianceFilter) => filter.sort === `-${by}`;
const current = (by: Sort, filter: ComplianceFilter) => (filter.sort ?? "status").replace("-", "") === by;

function ariaSort(by: Sort, filter: ComplianceFilter) {
  if (!current(by, filter)) return undefined;
  return reversed(by, filter) ? ("descending" as const) : ("ascending" as const);
}

function SortLink({ by, filter, label }: { by: Sort; filter: ComplianceFilter; label: string }) {
  const here = current(by, filter);
  const turned = here && !reversed(by, filter) ? `-${by}` : by;
  return (
    <Link
      href={complianceAddress({ ...filter, sort: turned, page: undefined })}
      prefetch={false}
      className={`inline-flex items-center gap-1 hover:text-ink ${here ? "text-ink" : ""}`}
    >
      {label}
      {here ? <Icon name={reversed(by, filter) ? "arrow-down" : "arrow-up"} className="size-3" /> : null}
    </Link>
  );
}
