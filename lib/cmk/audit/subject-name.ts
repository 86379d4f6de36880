import { GUID_PATTERN } from "../ids";

/** `before`, `after`: what was written of the thing, as JSON. */
type Entry = { subject: string; before: unknown; after: unknown };

function nameIn(state: unknown): string | null {
  const name = (state as { name?: unknown } | null | undefined)?.name;
  return typeof name === "string" && name.trim() !== "" ? name : null;
}

/**
 * What people call the subject of an entry: its name at the time, where the entry is about an id and says one; else
 * the subject itself. The id stays in the entry, as what all entries on the same thing are found by.
 */
export function subjectName({ subject, before, after }: Entry): string {
  if (!GUID_PATTERN.test(subject)) return subject;
  return nameIn(after) ?? nameIn(before) ?? subject;
}
