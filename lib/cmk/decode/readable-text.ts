/** More than this is not read: an error says what it is in its first lines. */
export const MAXIMUM_READ = 100_000;

const ENTITIES: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
};

function character(code: number): string {
  return code >= 32 && code < 0xd800 ? String.fromCharCode(code) : " ";
}

/** Drops the content of an element that holds no words: a script, a style. */
function withoutElement(text: string, name: string): string {
  const lower = text.toLowerCase();
  let kept = "";
  let from = 0;
  for (let start = lower.indexOf(`<${name}`); start >= 0; start = lower.indexOf(`<${name}`, from)) {
    kept += `${text.slice(from, start)}\n`;
    const end = lower.indexOf(`</${name}`, start);
    if (end < 0) return kept;
    from = end + name.length + 2;
  }
  return kept + text.slice(from);
}

function withoutHtml(text: string): string {
  if (!/<(?:!doctype|html|body|div|p|pre|br|span|script|h\d|td|li)\b/i.test(text)) return text;
  return withoutElement(withoutElement(text, "script"), "style")
    .replace(/<\/?(?:p|div|br|li|tr|h\d|pre|section|ul)\b[^<>]{0,500}>/gi, "\n")
    .replace(/<[/!]?[a-z][^<>]{0,500}>/gi, " ");
}

function withoutEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,5})|#x([0-9a-f]{1,4})|([a-z]{2,4}));/gi, (whole, decimal, hex, name) => {
    if (decimal) return character(Number(decimal));
    if (hex) return character(Number.parseInt(hex, 16));
    return ENTITIES[name.toLowerCase()] ?? whole;
  });
}

/** JSON inside JSON inside a log line, as messages carry it: one level of escapes is taken off. */
function withoutEscapes(text: string): string {
  return text
    .replace(/\\u([0-9a-f]{4})/gi, (_whole, hex) => character(Number.parseInt(hex, 16)))
    .replace(/\\[rn]/g, "\n")
    .replace(/\\(["'/\\])/g, "$1");
}

/** An address that Entra sent the browser back to: its parameters, decoded. */
function withoutPercents(text: string): string {
  return text.replace(/[?&#](error(?:_[a-z]{1,20})?)=([^&\s"'<>]{1,8000})/gi, (whole, name, value) => {
    try {
      return `\n${name}: ${decodeURIComponent(value.replaceAll("+", " "))}\n`;
    } catch {
      return whole;
    }
  });
}

/**
 * A pasted text as plain lines: without control characters, terminal colours, frames, HTML, entities and escapes.
 * Takes time in proportion to the length, whatever the text.
 */
export function readableText(raw: string): string {
  const plain = raw
    .slice(0, MAXIMUM_READ)
    .replace(/\p{Cc}\[[0-9;]{0,12}m/gu, "")
    .replace(/[\p{Cc}\p{Cf}]/gu, (found) => ("\n\t".includes(found) ? found : found === "\r" ? "\n" : ""));
  const decoded = [1, 2, 3].reduce(withoutEscapes, withoutPercents(withoutHtml(plain)));
  return withoutEntities(decoded)
    .split("\n")
    .map((line) =>
      line.replace(/^[\s│|╷╵┃]{1,20}/u, (frame) => " ".repeat(Math.min(frame.length, 8))).trimEnd(),
    )
    .join("\n");
}
