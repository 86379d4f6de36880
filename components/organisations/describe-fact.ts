import type { Observed, PartFacts } from "@/lib/cmk/facts";

/** One observation as rows of name and value, in the vendor's own property names. */
export function describeFact(observed: Observed<unknown>): [name: string, value: string][] {
  if ("failure" in observed) {
    const { kind, code, message } = observed.failure;
    return [["failure", [kind, code, message].filter(Boolean).join(", ")]];
  }
  return rowsOf(observed.value);
}

function rowsOf(value: unknown): [string, string][] {
  if (typeof value !== "object" || value === null) return [["value", String(value)]];
  return Object.entries(value).flatMap(([name, entry]): [string, string][] => {
    if (Array.isArray(entry) && entry.some((item) => typeof item === "object")) {
      return entry.map((item, index) => [`${name} ${index + 1}`, JSON.stringify(item)]);
    }
    if (Array.isArray(entry)) return [[name, entry.join(", ") || "none"]];
    if (typeof entry === "object" && entry !== null)
      return rowsOf(entry).map(([inner, text]) => [`${name}.${inner}`, text]);
    return [[name, entry === null ? "none" : String(entry)]];
  });
}

/** The subjects that were looked at, in the order of the set-up. */
export function seenSubjects(facts: PartFacts): [subject: string, observed: Observed<unknown>][] {
  return Object.entries(facts).flatMap(([subject, observed]) =>
    observed ? [[subject, observed as Observed<unknown>]] : [],
  );
}
