import { GUID_PATTERN } from "../ids";

type Values = Record<string, unknown> | null;

/** How much of a note or a question stands for it in a line. */
const EXCERPT = 60;

function nameIn(values: Values): string | null {
  for (const field of ["name", "title", "about", "text"]) {
    const value = values?.[field];
    if (typeof value === "string" && value.trim() !== "") return value.trim();
  }
  return null;
}

/**
 * What an entry's subject is called where the trail names it by an id: a channel's or a stream's name, the first words of
 * a note, whose calendar. null: it has no other name than its own.
 */
export function subjectName(subject: string, before: Values, after: Values): string | null {
  if (!GUID_PATTERN.test(subject)) return null;
  const [line = ""] = (nameIn(after) ?? nameIn(before) ?? "").split("\n");
  return line.length > EXCERPT ? `${line.slice(0, EXCERPT).trimEnd()}…` : line || null;
}
