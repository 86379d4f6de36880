/** @ and a sign-in name (user@domain), as the autocomplete writes it. */
const MENTION = /(^|[^\w@.])@([\w.+'#-]+@[\w-]+(?:\.[\w-]+)+)/g;

/** The sign-in names that a text mentions, in small letters, each once. */
export function mentionsIn(text: string): string[] {
  return [...new Set([...text.matchAll(MENTION)].map(([, , upn = ""]) => upn.toLowerCase()))];
}

/** `at`: where it stands in the text. */
export type TextPiece = { at: number; text: string; mention: boolean };

/** A text cut at its mentions of these people, each replaced by the person's name: for drawing. */
export function piecesOf(text: string, names: Readonly<Record<string, string>>): TextPiece[] {
  const pieces: TextPiece[] = [];
  let from = 0;
  for (const match of text.matchAll(MENTION)) {
    const [, lead = "", upn = ""] = match;
    const name = names[upn.toLowerCase()];
    if (name === undefined) continue;
    const start = match.index + lead.length;
    pieces.push({ at: from, text: text.slice(from, start), mention: false });
    pieces.push({ at: start, text: `@${name}`, mention: true });
    from = start + 1 + upn.length;
  }
  return [...pieces, { at: from, text: text.slice(from), mention: false }].filter(
    (piece) => piece.text !== "",
  );
}

/** What is being mentioned at the caret, without its @; null when nothing is. */
export function mentionAt(text: string, caret: number): { query: string; start: number } | null {
  const match = /(?:^|[\s(])@([^\s@]*(?:@[^\s@]*)?)$/.exec(text.slice(0, caret));
  return match ? { query: match[1] ?? "", start: caret - (match[1] ?? "").length - 1 } : null;
}
