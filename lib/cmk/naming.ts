import {
  ADOBE_CONFIG_NAME_PATTERN,
  KEY_NAME_PATTERN,
  RESOURCE_GROUP_PATTERN,
  VAULT_NAME_PATTERN,
} from "./ids";

/** What can be wrong with a name while it is typed. Wording: `errors.naming.<problem>`, after Azure's naming rules. */
export const NAMING_PROBLEMS = [
  "short",
  "long",
  "letter-first",
  "alphanumeric-first",
  "hyphen-last",
  "dot-last",
  "double-hyphen",
  "characters",
] as const;
export type NamingProblem = (typeof NAMING_PROBLEMS)[number];
export type NameKind = "vault" | "key" | "resource-group" | "configuration";

type Rule = {
  least: number;
  most: number;
  /** A character that may not be in the name. */
  foreign: RegExp;
  /** Where it may not begin or end, or what may not follow each other, in the order in which it is said. */
  shape: [wrong: RegExp, problem: NamingProblem][];
  pattern: RegExp;
};

const RULES: Record<NameKind, Rule> = {
  vault: {
    least: 3,
    most: 24,
    foreign: /[^A-Za-z0-9-]/u,
    shape: [
      [/^[^A-Za-z]/, "letter-first"],
      [/--/, "double-hyphen"],
      [/-$/, "hyphen-last"],
    ],
    pattern: VAULT_NAME_PATTERN,
  },
  key: { least: 1, most: 127, foreign: /[^A-Za-z0-9-]/u, shape: [], pattern: KEY_NAME_PATTERN },
  "resource-group": {
    least: 1,
    most: 90,
    foreign: /[^A-Za-z0-9._()-]/u,
    shape: [[/\.$/, "dot-last"]],
    pattern: RESOURCE_GROUP_PATTERN,
  },
  configuration: {
    least: 1,
    most: 63,
    foreign: /[^A-Za-z0-9 _-]/u,
    shape: [[/^[^A-Za-z0-9]/, "alphanumeric-first"]],
    pattern: ADOBE_CONFIG_NAME_PATTERN,
  },
};

export type NamingFault = { problem: NamingProblem; params: Record<string, string | number> };

/** The first thing that is wrong with a name; null when Azure (or Adobe) takes it. Source: Azure resource name rules. */
export function namingFault(kind: NameKind, name: string): NamingFault | null {
  const { least, most, foreign, shape, pattern } = RULES[kind];
  const params = { length: Array.from(name).length, least, most, found: name.match(foreign)?.[0] ?? "" };
  const fault = (problem: NamingProblem): NamingFault => ({ problem, params });
  if (params.found !== "") return fault("characters");
  for (const [wrong, problem] of shape) if (wrong.test(name)) return fault(problem);
  if (params.length < least) return fault("short");
  if (params.length > most) return fault("long");
  return pattern.test(name) ? null : fault("characters");
}
