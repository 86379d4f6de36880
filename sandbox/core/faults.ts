import type { Fault } from "./settings-types";
import type { SandboxRequest, World } from "./types";

function globbed(glob: string, value: string): boolean {
  const expression = glob.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replace(/\*/g, ".*");
  return new RegExp(`^${expression}$`, "i").test(value);
}

/** The first fault that this request meets; its bounded count goes down by one. */
export function takeFault(request: SandboxRequest, world: World): Fault | null {
  const fault = world.state.faults.find(
    (candidate) =>
      (candidate.method === null || candidate.method === request.method) &&
      globbed(candidate.host, request.host) &&
      globbed(candidate.path, request.url.pathname),
  );
  if (!fault) return null;
  if (fault.remaining !== null) {
    fault.remaining -= 1;
    if (fault.remaining <= 0) world.state.faults = world.state.faults.filter((other) => other !== fault);
    world.save();
  }
  return { ...fault };
}
