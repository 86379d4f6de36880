import type { Messages, Words } from "@/components/ui/words";
import { CHECK_IDS } from "@/lib/cmk/checks/check-ids";
import { ORGANISATION_EXPORT_NAMES } from "@/lib/cmk/exports/export-tables";
import { PART_IDS, STEP_IDS } from "@/lib/cmk/parts";

const byName = <T>(names: readonly string[], of: (name: string) => T) =>
  Object.fromEntries(names.map((name) => [name, of(name)]));

/** The names alone of what entries are about, for a list that goes on in the browser: all texts of it would be long. */
export function subjectMessages({ t }: Words): Messages {
  return {
    parts: byName(PART_IDS, (part) => ({ short: t(`parts.${part}.short`) })),
    steps: Object.fromEntries(
      PART_IDS.map((part) => [
        part,
        byName(STEP_IDS[part], (step) => ({ name: t(`steps.${part}.${step}.name`) })),
      ]),
    ),
    checks: byName(CHECK_IDS, (check) => ({ title: t(`checks.${check}.title`) })),
    exports: { tables: byName(ORGANISATION_EXPORT_NAMES, (table) => t(`exports.tables.${table}`)) },
  };
}
