import type { Observed } from "./facts";

/** The value of an observation, or null when it is missing or failed. */
export function valueOf<T>(observed: Observed<T> | undefined): T | null {
  return observed && "value" in observed ? observed.value : null;
}
