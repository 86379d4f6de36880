type Fields = Record<string, unknown> | null;

function text(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** The fields that differ between before and after, in the order in which they appear. */
export function changedFields(
  before: Fields,
  after: Fields,
): { name: string; before: string | null; after: string | null }[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return names
    .map((name) => ({ name, before: text(before?.[name]), after: text(after?.[name]) }))
    .filter((field) => field.before !== field.after);
}
