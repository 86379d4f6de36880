/** What a MIME message says, as far as the mails of tests and demos go (RFC 2045 to 2047). */
export type ParsedMail = {
  headers: Record<string, string>;
  subject: string;
  text: string;
  html: string | null;
  attachments: { name: string; type: string; content: Buffer }[];
};

type Part = { headers: Record<string, string>; body: string };

/** Bytes as text in which each character is one byte: bodies are decoded later. */
function split(source: string): Part {
  const end = source.indexOf("\r\n\r\n");
  const head = (end < 0 ? source : source.slice(0, end)).replace(/\r\n[ \t]+/g, " ");
  const headers: Record<string, string> = {};
  for (const line of head.split("\r\n")) {
    const [, name = "", value = ""] = /^([^:\s]+):\s*(.*)$/.exec(line) ?? [];
    if (name) headers[name.toLowerCase()] = value;
  }
  return { headers, body: end < 0 ? "" : source.slice(end + 4) };
}

function quoted(text: string): Buffer {
  const joined = text.replace(/=\r?\n/g, "");
  const bytes = joined.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, "latin1");
}

function words(value: string): string {
  const joined = value.replace(/(\?=)\s+(=\?)/g, "$1$2");
  return joined.replace(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi, (_, how: string, text: string) =>
    how.toUpperCase() === "B"
      ? Buffer.from(text, "base64").toString("utf8")
      : quoted(text.replace(/_/g, " ")).toString("utf8"),
  );
}

function decode({ headers, body }: Part): Buffer {
  const how = (headers["content-transfer-encoding"] ?? "7bit").toLowerCase();
  if (how === "base64") return Buffer.from(body, "base64");
  return how === "quoted-printable" ? quoted(body) : Buffer.from(body, "latin1");
}

function leaves(part: Part): Part[] {
  const type = part.headers["content-type"] ?? "text/plain";
  const [, boundary] = /^multipart\/.*boundary="?([^";]+)"?/i.exec(type) ?? [];
  if (!boundary) return [part];
  const pieces = part.body.split(`--${boundary}`).slice(1, -1);
  return pieces.flatMap((piece) => leaves(split(piece.replace(/^\r\n/, "").replace(/\r\n$/, ""))));
}

/** The file's name; a long or accented one comes in numbered, percent-encoded pieces (RFC 2231). */
function nameIn(placed: string): string {
  const pieces = [...placed.matchAll(/filename(?:\*\d+)?\*=(?:utf-8'[^']*')?([^;\s]+)/gi)].map(
    ([, one]) => one,
  );
  if (pieces.length > 0) return decodeURIComponent(pieces.join(""));
  return words(/filename="?([^";]+)"?/i.exec(placed)?.[1] ?? "attachment");
}

/** Reads a whole message. */
export function parseMail(raw: Buffer): ParsedMail {
  const top = split(raw.toString("latin1"));
  const mail: ParsedMail = {
    headers: top.headers,
    subject: words(top.headers.subject ?? ""),
    text: "",
    html: null,
    attachments: [],
  };
  for (const leaf of leaves(top)) {
    const type = (leaf.headers["content-type"] ?? "text/plain").split(";")[0]?.trim() ?? "";
    const placed = leaf.headers["content-disposition"] ?? "";
    if (/^attachment/i.test(placed)) {
      mail.attachments.push({ name: nameIn(placed), type, content: decode(leaf) });
    } else if (type === "text/html") mail.html = decode(leaf).toString("utf8");
    else if (type === "text/plain") mail.text = decode(leaf).toString("utf8");
  }
  return mail;
}
