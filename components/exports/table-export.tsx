import type { Words } from "@/components/ui/words";
import { api } from "@/lib/routes";
import { ExportControl } from "./export-control";

type Props = {
  /** Its name in the address, and in `exports.tables` unless `name` is given. */
  table: string;
  /** Whose: an organisation's id, "all" organisations', or the reader's "own". */
  of: string;
  name?: string;
  query?: Record<string, string | number | undefined | null>;
  words: Words;
  bare?: boolean;
};

/** Takes one of the product's tables away, as it is filtered. */
export function TableExport({ table, of, name = table, query, words, bare = true }: Props) {
  const href =
    of === "all"
      ? api.exportEverywhere(table)
      : of === "own"
        ? api.exportOwn(table)
        : api.exportTable(of, table);
  return (
    <ExportControl
      href={href}
      name={words.t(`exports.tables.${name}`)}
      query={query ?? {}}
      words={words}
      bare={bare}
    />
  );
}
