import type { IconName } from "@/components/ui/icon-drawings";
import type { Words } from "@/components/ui/words";
import { type Command, type CommandAction, fitOf } from "@/lib/cmk/search/command";
import type { Recent } from "./recent";

export type Found = { id: string; name: string; href: string; hint: string };

/** One line that can be chosen. */
export type Choice = {
  id: string;
  group: "recent" | "organisations" | Command["group"];
  icon: IconName;
  label: string;
  hint: string | null;
  href: string | null;
  action: CommandAction | null;
};

const ICON = {
  recent: "history",
  organisations: "building",
  pages: "arrow-right",
  steps: "list",
  checks: "shield",
  actions: "play",
} as const satisfies Record<Choice["group"], IconName>;

const MOST_OF_A_GROUP = 6;
const GROUPS = ["pages", "steps", "checks", "actions"] as const;

const choice = (group: Choice["group"], entry: Omit<Choice, "id" | "group" | "icon">): Choice => ({
  ...entry,
  group,
  icon: ICON[group],
  id: `${group}-${entry.href ?? entry.action ?? ""}-${entry.label}`,
});

/** What is offered for what was typed, group by group, best first; for nothing typed: recent, pages and actions. */
export function choicesFor(
  query: string,
  { hits, commands, recent }: { hits: Found[]; commands: Command[]; recent: Recent[] },
): Choice[] {
  const typed = query.trim();
  if (typed === "") {
    return [
      ...recent.map((entry) => choice("recent", { ...entry, action: null })),
      ...commands
        .filter(({ group }) => group === "pages" || group === "actions")
        .map((one) => choice(one.group, one)),
    ];
  }
  const fitting = commands.flatMap((command) => {
    const fit = fitOf(typed, command.label, command.hint ?? "");
    return fit === null ? [] : [{ command, fit }];
  });
  return [
    ...hits.map(({ name, href, hint }) => choice("organisations", { label: name, href, hint, action: null })),
    ...GROUPS.flatMap((group) =>
      fitting
        .filter(({ command }) => command.group === group)
        .sort((left, right) => left.fit - right.fit)
        .slice(0, MOST_OF_A_GROUP)
        .map(({ command }) => choice(group, command)),
    ),
  ];
}

/** Choices with the heading that begins each group. */
export function grouped(choices: Choice[], { t }: Words): { title: string; group: string; rows: Choice[] }[] {
  const groups = [...new Set(choices.map(({ group }) => group))];
  return groups.map((group) => ({
    group,
    title: t(`palette.groups.${group}`),
    rows: choices.filter((one) => one.group === group),
  }));
}
