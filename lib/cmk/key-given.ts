import type { PartInput } from "./input";
import { statementFor } from "./requirements/statements";
import { valueOf } from "./value-of";

/** Once Adobe (or Customer Care) was given a key, another vault or key is not a matter of choosing any more. */
export function isKeyGiven(input: Pick<PartInput, "part" | "facts" | "statements">): boolean {
  if (input.part === "cja") return statementFor(input, "ticket") !== null;
  const config = valueOf(input.facts.config);
  return config?.exists === true && config.status !== "FAILED";
}
