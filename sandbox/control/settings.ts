import type { Settings } from "../core/settings-types";
import type { World } from "../core/types";

const DURATIONS = [
  "latencyMs",
  "roleDelayMs",
  "principalDelayMs",
  "dnsDelayMs",
  "firewallDelayMs",
  "enablementStageMs",
  "logDelayMs",
  "keyUseMs",
] as const;

/** Changes settings; a sentence when one of them cannot be. Nothing is changed then. */
export function changeSettings(world: World, asked: Record<string, unknown>): string | null {
  const changes: Partial<Settings> = {};
  for (const [name, value] of Object.entries(asked)) {
    if (name === "clientAddress" && typeof value === "string" && /^\d{1,3}(\.\d{1,3}){3}$/.test(value)) {
      changes.clientAddress = value;
      continue;
    }
    const isOffset = name === "clockOffsetMs";
    const known = DURATIONS.find((one) => one === name);
    if (!known && !isOffset) return `Unknown setting or value: ${name}.`;
    const number = Number(value);
    if (value === "" || !Number.isFinite(number) || (number < 0 && !isOffset))
      return `${name} must be a number of milliseconds.`;
    changes[known ?? "clockOffsetMs"] = Math.round(number);
  }
  Object.assign(world.state.settings, changes);
  world.save();
  return null;
}

/** Moves the clock; only forward, as time does. */
export function forwardClock(world: World, forwardMs: unknown): string | null {
  const step = Number(forwardMs);
  if (!Number.isFinite(step) || step < 0) return "forwardMs must be a number of milliseconds, 0 or more.";
  world.state.settings.clockOffsetMs += Math.round(step);
  world.save();
  return null;
}
