import type { Fault } from "../sandbox/core/settings-types";
import type { Sandbox } from "../sandbox/start";

/** Makes the sandbox misbehave for a host and path (globs) until it is told otherwise. */
export function addFault({ world }: Sandbox, change: Partial<Fault> & Pick<Fault, "kind" | "host">): void {
  const base = {
    path: "*",
    method: null,
    status: null,
    body: null,
    headers: {},
    delayMs: 0,
    remaining: null,
  };
  world.state.faults.push({ id: `test-${world.state.faults.length}`, ...base, ...change });
}
