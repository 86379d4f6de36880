import { VAULT_NAME_PATTERN } from "../ids";

/** Names much like one that is taken, in the order in which to ask for them. All keep Azure's rules. */
export function freeNames(taken: string): string[] {
  const base = taken.toLowerCase().slice(0, 21).replace(/-+$/, "");
  return ["-2", "-3", "-4"]
    .map((suffix) => `${base}${suffix}`)
    .filter((name) => VAULT_NAME_PATTERN.test(name));
}
