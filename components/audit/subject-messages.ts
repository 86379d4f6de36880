import type { MessageTree } from "@/components/ui/words";
import { ORGANISATION_EXPORT_NAMES } from "@/lib/cmk/exports/export-tables";
import { PART_IDS, STEP_IDS } from "@/lib/cmk/parts";

const under = (tree: MessageTree, name: string): MessageTree => {
  const branch = tree[name];
  return typeof branch === "object" ? branch : {};
};
/** Of each of these branches one text. */
const only = (tree: MessageTree, names: readonly string[], text: string): MessageTree =>
  Object.fromEntries(names.map((name) => [name, { [text]: under(tree, name)[text] ?? name }]));

/** The names alone of what entries are about, for a list that goes on in the browser: all texts of it would be long. */
export function subjectMessages(all: MessageTree): MessageTree {
  const [steps, checks] = [under(all, "steps"), under(all, "checks")];
  const tables = under(under(all, "exports"), "tables");
  return {
    parts: only(under(all, "parts"), PART_IDS, "short"),
    steps: Object.fromEntries(
      PART_IDS.map((part) => [part, only(under(steps, part), STEP_IDS[part], "name")]),
    ),
    checks: only(checks, Object.keys(checks), "title"),
    exports: {
      tables: Object.fromEntries(ORGANISATION_EXPORT_NAMES.map((table) => [table, tables[table] ?? table])),
    },
  };
}
