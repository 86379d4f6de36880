/**
 * The elements of a JSON array as they stand in its text, letter by letter: what was signed is kept, not what a parser
 * makes of it. The text must be valid JSON.
 */
export function splitBatch(text: string): string[] {
  const parts: string[] = [];
  const trimmed = text.trim();
  let depth = 0;
  let inText = false;
  let start = 1;
  const take = (end: number) => {
    const part = trimmed.slice(start, end).trim();
    if (part !== "") parts.push(part);
    start = end + 1;
  };
  for (let at = 0; at < trimmed.length; at += 1) {
    const letter = trimmed[at];
    if (inText) {
      if (letter === "\\") at += 1;
      else if (letter === '"') inText = false;
    } else if (letter === '"') inText = true;
    else if (letter === "[" || letter === "{") depth += 1;
    else if (letter === "]" || letter === "}") {
      depth -= 1;
      if (depth === 0) take(at);
    } else if (letter === "," && depth === 1) take(at);
  }
  return parts;
}
