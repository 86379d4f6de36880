/** Invisible or unassigned: shown, such a character could hide, reverse or break what stands beside it. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\u2028\u2029]/u;

const codeOf = (character: string) =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;

/**
 * A text of any origin as it may be set in type: what cannot be seen (controls, direction overrides, halves of
 * pairs) and what no font draws is spelled as its code points, in brackets: nothing is lost, and two names that
 * differ never look alike. Tabs become spaces; `\n` stays.
 */
export function safeText(text: string, isDrawn: (codePoint: number) => boolean): string {
  const parts: string[] = [];
  let spelled: string[] = [];
  const close = () => {
    if (spelled.length > 0) parts.push(`[${spelled.join(" ")}]`);
    spelled = [];
  };
  for (const character of text.normalize("NFC").replace(/\r\n?/g, "\n").replace(/\t/g, "  ")) {
    const plain = character === "\n" || (!UNSEEN.test(character) && isDrawn(character.codePointAt(0) ?? 0));
    if (!plain) {
      spelled.push(codeOf(character));
      continue;
    }
    close();
    parts.push(character);
  }
  close();
  return parts.join("");
}
