import type { KeyVersion, State, Vault } from "../core/types";

const WINDOW_MS = 10_000;
/** Counted per state, so that a reset world starts with quiet vaults. */
const recentByState = new WeakMap<State, Map<string, number[]>>();

export type Load = { kind: "create" | "use" | "other"; version?: Pick<KeyVersion, "kty" | "size"> };

/** Azure's published transactions per ten seconds, vault and kind of key. */
function limitOf({ kind, version }: Load): { bucket: string; limit: number } {
  const hsm = version?.kty.endsWith("-HSM") ?? false;
  if (kind === "create") return { bucket: `create-${hsm}`, limit: hsm ? 10 : 20 };
  if (kind === "other" || !version) return { bucket: "other", limit: 4000 };
  const software = version.size >= 4096 ? 500 : version.size >= 3072 ? 1000 : 4000;
  return { bucket: `use-${hsm}-${version.size}`, limit: hsm ? software / 2 : software };
}

/** Counts one request. Null, or after how many seconds to come again when the vault is over its limit. */
export function secondsToWait(state: State, vault: Vault, load: Load, now: Date): number | null {
  const { bucket, limit } = limitOf(load);
  const recent = recentByState.get(state) ?? new Map<string, number[]>();
  recentByState.set(state, recent);
  const name = `${vault.name.toLowerCase()} ${vault.createdAt} ${bucket}`;
  const from = now.getTime() - WINDOW_MS;
  const times = (recent.get(name) ?? []).filter((time) => time > from && time <= now.getTime());
  recent.set(name, times);
  const [oldest] = times;
  if (times.length >= limit && oldest !== undefined) return Math.max(1, Math.ceil((oldest - from) / 1000));
  times.push(now.getTime());
  return null;
}
