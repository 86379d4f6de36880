import Link from "next/link";
import { Icon } from "@/components/ui/icon";
import { Identifier } from "@/components/ui/identifier";
import { shortenImsOrg } from "@/components/ui/shorten";
import { Time } from "@/components/ui/time";
import type { Words } from "@/components/ui/words";
import { may } from "@/lib/cmk/permissions";
import type { Hit } from "@/lib/cmk/search/search-kinds";
import type { OrganisationView } from "@/lib/cmk/views";
import { routes } from "@/lib/routes";

type Found = OrganisationView & { match: Hit["match"] };
export type FoundOrganisations = { rows: Found[]; more: boolean };

/** `sortHref` null: the best match is first. */
type Props = {
  rows: (OrganisationView | Found)[];
  order: "asc" | "desc";
  sortHref: string | null;
  words: Words;
  now: string;
};

/** Organisations by name. The order is in the address. */
export function OrganisationsTable({ rows, order, sortHref, words, now }: Props) {
  const { t } = words;
  return (
    <table className="w-full text-[13px]">
      <thead>
        <tr className="border-t border-line2 text-left text-xs text-ink3">
          <th
            scope="col"
            aria-sort={sortHref === null ? undefined : order === "asc" ? "ascending" : "descending"}
            className="py-2 pl-5 font-medium"
          >
            {sortHref ? (
              <Link href={sortHref} className="inline-flex items-center gap-1 hover:text-ink">
                {t("organisations.name")}
                <Icon name={order === "asc" ? "arrow-down" : "arrow-up"} className="size-3" />
              </Link>
            ) : (
              t("organisations.name")
            )}
          </th>
          <th scope="col" className="py-2 font-medium max-md:hidden">
            {t("organisations.region")}
          </th>
          <th scope="col" className="py-2 font-medium max-md:hidden">
            {t("organisations.shield")}
          </th>
          <th scope="col" className="py-2 pr-5 text-right font-medium">
            {t("organisations.updated")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className="border-t border-line2 align-top">
            <th scope="row" className="py-3 pr-4 pl-5 text-left font-normal">
              <Link href={landing(row)} prefetch={false} className="font-medium hover:underline">
                {row.name}
              </Link>
              <span className="block text-ink3">
                <Identifier value={row.imsOrgId} short={shortenImsOrg(row.imsOrgId)} words={words} />
              </span>
              {"match" in row ? <Matched match={row.match} words={words} /> : null}
            </th>
            <td className="py-3 pr-4 uppercase max-md:hidden">{row.region}</td>
            <td className="py-3 pr-4 max-md:hidden">{t(`shields.${row.shield}`)}</td>
            <td className="py-3 pr-5 text-right text-xs text-ink3">
              <Time at={row.updatedAt} now={now} words={words} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Why it was found, where the name does not say so. */
function Matched({ match: { kind, value, typo }, words: { t } }: { match: Hit["match"]; words: Words }) {
  if (kind === "name" && !typo) return null;
  return (
    <span className="block text-xs text-ink2 [overflow-wrap:anywhere]">
      {kind === "name" ? t("search.alike") : t("search.matched", { kind: t(`search.kinds.${kind}`), value })}
    </span>
  );
}

function landing({ id, roles }: OrganisationView): string {
  return may(roles, "configuration.read") ? routes.organisation(id) : routes.setup(id);
}
