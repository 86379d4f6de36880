import { Card, CardHead } from "@/components/ui/card";
import type { Words } from "@/components/ui/words";
import { ORGANISATION_EXPORT_NAMES, ORGANISATION_EXPORTS } from "@/lib/cmk/exports/export-tables";
import { may } from "@/lib/cmk/permissions";
import type { OrganisationView } from "@/lib/cmk/views";
import { api } from "@/lib/routes";
import { ExportControl } from "./export-control";

/** Every table of an organisation that the reader may take away. */
export function TablesCard({ organisation, words }: { organisation: OrganisationView; words: Words }) {
  const { t } = words;
  const allowed = ORGANISATION_EXPORT_NAMES.filter((name) =>
    may(organisation.roles, ORGANISATION_EXPORTS[name]),
  );
  return (
    <Card>
      <CardHead title={t("exports.tablesTitle")} />
      <p className="px-5 pb-4 text-[13px] text-ink2">{t("exports.tablesText")}</p>
      <ul className="border-t border-line2 px-5 py-2 xl:columns-2 xl:gap-x-8">
        {allowed.map((name) => (
          <li key={name} className="flex break-inside-avoid items-center gap-3 py-1.5 text-[13px]">
            <span className="flex-1">{t(`exports.tables.${name}`)}</span>
            <ExportControl
              href={api.exportTable(organisation.id, name)}
              name={t(`exports.tables.${name}`)}
              words={words}
              bare
            />
          </li>
        ))}
      </ul>
    </Card>
  );
}
