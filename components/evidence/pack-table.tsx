import { BUTTON } from "@/components/ui/button-look";
import { Icon } from "@/components/ui/icon";
import { Identifier } from "@/components/ui/identifier";
import { TableHead } from "@/components/ui/table-head";
import { exactTime, Time } from "@/components/ui/time";
import type { Words } from "@/components/ui/words";
import type { EvidencePackView } from "@/lib/cmk/evidence/evidence-schemas";
import { api } from "@/lib/routes";

type Props = { organisationId: string; packs: EvidencePackView[]; words: Words; now: string };

const inUnits = (locale: string, bytes: number) => {
  const unit = bytes < 1_000_000 ? ("kilobyte" as const) : ("megabyte" as const);
  const value = bytes / (unit === "kilobyte" ? 1_000 : 1_000_000);
  return new Intl.NumberFormat(locale, { style: "unit", unit, maximumFractionDigits: 1 }).format(value);
};

/** Evidence packs, newest first, each to be downloaded again as it was. */
export function PackTable({ organisationId, packs, words, now }: Props) {
  const { t, locale } = words;
  return (
    <table className="w-full text-[13px]">
      <TableHead
        hiddenBelow="lg"
        columns={[
          t("evidence.pack"),
          t("evidence.madeBy"),
          t("evidence.hash"),
          { name: t("evidence.size"), look: "text-right" },
        ]}
      />
      <tbody>
        {packs.map((pack) => {
          const moment = exactTime(words, pack.moment);
          const language = t(`evidence.languages.${pack.locale}`);
          return (
            <tr
              key={pack.id}
              className="border-t border-line2 align-top max-lg:flex max-lg:flex-wrap max-lg:gap-x-3 max-lg:gap-y-1.5 max-lg:px-4 max-lg:py-3 lg:*:py-2.5"
            >
              <th scope="row" className="text-left font-medium max-lg:basis-full lg:pr-4 lg:pl-5">
                {moment}
                {pack.masked ? (
                  <span className="block text-xs font-normal text-ink3">{t("evidence.masked")}</span>
                ) : null}
              </th>
              <td className="text-xs text-ink2 lg:pr-4">
                {t("evidence.madeLine", { name: pack.madeByName, language })}
                <span className="block text-ink3">
                  <Time at={pack.madeAt} now={now} words={words} />
                </span>
              </td>
              <td className="max-w-48 lg:pr-4">
                <Identifier value={pack.sha256} words={words} />
              </td>
              <td className="whitespace-nowrap lg:pr-5 lg:text-right">
                <a
                  href={api.evidencePack(organisationId, pack.id)}
                  download
                  aria-label={t("evidence.downloadOf", { moment })}
                  className={BUTTON.quiet}
                >
                  <Icon name="download" />
                  {t("evidence.download")}
                </a>
                <span className="block px-2 text-xs text-ink3">{inUnits(locale, pack.size)}</span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
