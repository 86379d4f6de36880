import type { Words } from "@/components/ui/words";
import type { Explained } from "@/lib/cmk/compare/compare-views";
import type { Side } from "@/lib/cmk/compare/difference";

/** The last part of an Azure operation, as its activity log reads: vaults/write. */
export function operationWord(operation: string): string {
  return operation.replace(/^microsoft\.[a-z]+\//i, "");
}

/** A subject by its name on the screens. */
export function subjectWord(subject: string, { t, has }: Words): string {
  for (const key of [`support.compare.subjects.${subject}`, `configuration.subjects.${subject}`])
    if (has(key)) return t(key);
  return subject;
}

/** A field: subject first, then the vendor's own name where there is no better word. */
export function fieldWord(subject: string, name: string, words: Words): string {
  const { t, has } = words;
  const what = subjectWord(subject, words);
  if (name === "") return what;
  const [, first = name, rest = ""] = /^([A-Za-z]+)(.*)$/.exec(name) ?? [];
  const key = `support.compare.fields.${first}`;
  if (subject === "statements") return `${what}, ${name}`;
  return `${what}, ${has(key) ? t(key) : first}${shortName(rest)}`;
}

/** Ids in a field's name, short: the values beside it are what is compared. */
export const shortName = (name: string) =>
  name.replace(/\[([0-9a-f]{8})[0-9a-f-]{16,}([0-9a-f]{4})\]/gi, "[$1…$2]");

/** One side of a difference in words; `quiet` when it is no value. */
export function sideWord(side: Side, { t }: Words): { text: string; quiet: boolean } {
  if (side.kind === "absent") return { text: t("support.compare.absent"), quiet: true };
  if (side.kind === "unseen") return { text: t("support.compare.unseen"), quiet: true };
  return side.text === ""
    ? { text: t("support.compare.wasSeen"), quiet: true }
    : { text: side.text, quiet: false };
}

/** What somebody did, from the trail or from Azure. */
export function causeWord({ source, what }: Explained, { t, has }: Words): string {
  if (source === "activity") return operationWord(what);
  return has(`audit.actions.${what}`) ? t(`audit.actions.${what}`) : what;
}
