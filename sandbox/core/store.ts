import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { State } from "./types";

/** Something that the person who starts the sandbox must be told, in one sentence. */
export class StartRefused extends Error {}

/** The state kept in `path`; null when there is none yet. Throws StartRefused when it cannot be read. */
export function readState(path: string): State | null {
  if (!existsSync(path)) return null;
  try {
    const kept = JSON.parse(readFileSync(path, "utf8")) as State;
    if (kept.version !== 1 || !Array.isArray(kept.tenants) || !kept.settings)
      throw new Error("not a sandbox state");
    return kept;
  } catch {
    throw new StartRefused(
      `The sandbox's state file ${path} is broken: remove it to begin with a fresh sandbox.`,
    );
  }
}

/** Writes a file in one step: a reader sees the old one or the new one, never half of it. */
export function writeWhole(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}.draft`;
  writeFileSync(draft, content, { mode: 0o600 });
  renameSync(draft, path);
}

/** Keeps the state in `path`: changes within 200 ms are written together; `flush` writes at once. */
export function keepState(path: string): { save(state: State): void; flush(): void } {
  let waiting: State | null = null;
  let timer: NodeJS.Timeout | null = null;
  function flush(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    if (waiting) writeWhole(path, JSON.stringify(waiting));
    waiting = null;
  }
  function save(state: State): void {
    waiting = state;
    timer ??= setTimeout(flush, 150);
  }
  return { save, flush };
}
