/** An address with those parameters that have a value. */
export function withQuery(path: string, query: Record<string, string | undefined | null>): string {
  const entries = Object.entries(query).flatMap(([key, value]) =>
    value ? [[key, value] as [string, string]] : [],
  );
  return entries.length > 0 ? `${path}?${new URLSearchParams(entries)}` : path;
}
