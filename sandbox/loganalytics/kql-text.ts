/** A query that the workspace refuses, in its own words. */
export class KqlError extends Error {
  constructor(
    readonly inner: "SyntaxError" | "SemanticError",
    message: string,
  ) {
    super(message);
  }
}

/** Splits at commas that are neither in quotes nor in brackets. */
export function listOf(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let current = "";
  for (const piece of text.match(/"[^"]*"|'[^']*'|[\s\S]/g) ?? []) {
    if (piece === "(") depth += 1;
    if (piece === ")") depth -= 1;
    if (piece === "," && depth === 0) {
      parts.push(current.trim());
      current = "";
    } else current += piece;
  }
  return [...parts, current.trim()].filter(Boolean);
}
