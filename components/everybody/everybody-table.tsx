import Link from "next/link";
import { TableHead } from "@/components/ui/table-head";
import { Time } from "@/components/ui/time";
import type { Words } from "@/components/ui/words";
import type { PersonRow } from "@/lib/cmk/people/people-views";
import { routes } from "@/lib/routes";
import { GrantedRoles } from "./granted-roles";

/** People by name: what Clavis binds them to, beside what Entra grants. */
export function EverybodyTable({ rows, words, now }: { rows: PersonRow[]; words: Words; now: string }) {
  const { t } = words;
  const columns = ["person", "everywhere", "organisations", "entra", "lastSignIn", "sessions"];
  return (
    <table className="w-full text-[13px]">
      <TableHead hiddenBelow="lg" columns={columns.map((column) => t(`everybody.${column}`))} />
      <tbody>
        {rows.map((person) => (
          <tr
            key={person.id}
            className="border-t border-line2 align-top max-lg:flex max-lg:flex-wrap max-lg:gap-x-4 max-lg:gap-y-1 max-lg:px-4 max-lg:py-3 lg:*:py-2.5 lg:*:pr-4"
          >
            <th scope="row" className="text-left font-medium max-lg:w-full lg:pl-5">
              <Link href={routes.person(person.id)} prefetch={false} className="hover:underline">
                {person.name}
              </Link>
              {person.you ? <span className="font-normal text-ink3"> ({t("people.you")})</span> : null}
              <span className="block text-xs font-normal break-all text-ink3">{person.upn}</span>
            </th>
            <td className={person.everywhere ? "" : "max-lg:hidden"}>
              {person.everywhere ? (
                t(`roles.${person.everywhere}`)
              ) : (
                <span className="text-ink3">{t("common.none")}</span>
              )}
            </td>
            <td className="tabular-nums">{t("everybody.count", { count: person.organisations })}</td>
            <td>
              <GrantedRoles person={person} words={words} />
            </td>
            <td className="text-ink2">
              {person.lastSignInAt ? (
                <Time at={person.lastSignInAt} now={now} words={words} />
              ) : (
                t("people.never")
              )}
            </td>
            <td className="text-ink2 tabular-nums lg:pr-5">
              {t("everybody.sessionCount", { count: person.sessions })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
