/** What a command does when it is chosen: goes to a page, or one of these. */
export const COMMAND_ACTIONS = [
  "verify",
  "locale:en",
  "locale:fr",
  "theme:light",
  "theme:dark",
  "theme:system",
] as const;
export type CommandAction = (typeof COMMAND_ACTIONS)[number];

export const COMMAND_GROUPS = ["pages", "steps", "checks", "actions"] as const;
export type CommandGroup = (typeof COMMAND_GROUPS)[number];

/** One line of the command palette, in the reader's language. Either `href` or `action` is set. */
export type Command = {
  group: CommandGroup;
  label: string;
  hint: string | null;
  href: string | null;
  action: CommandAction | null;
};

const fold = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** How well a label answers what was typed: 0 begins with it, 1 a word begins with each word, 2 contains them; null not. */
export function fitOf(query: string, label: string, hint = ""): number | null {
  const [wanted, text] = [fold(query).trim(), fold(`${label} ${hint}`)];
  if (text.startsWith(wanted)) return 0;
  const words = wanted.split(/\s+/);
  if (words.every((word) => text.startsWith(word) || text.includes(` ${word}`) || text.includes(`-${word}`)))
    return 1;
  return words.every((word) => text.includes(word)) ? 2 : null;
}
