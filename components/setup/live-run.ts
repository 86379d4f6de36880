import type { RunView } from "@/lib/cmk/views";

/** Whether a run is still going on: it leads then, and the page follows. */
export function isLive(run: Pick<RunView, "status"> | undefined): boolean {
  return run !== undefined && ["queued", "running", "waiting"].includes(run.status);
}
