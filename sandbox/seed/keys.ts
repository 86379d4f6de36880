import { existsSync, readFileSync } from "node:fs";
import { generateRsa } from "../core/rsa";
import { writeWhole } from "../core/store";

/** Private keys (PKCS#8 PEM) that the seed needs, by use. Made once: RSA takes a while. */
export type SeedKeys = Record<SeedKeyName, string>;

const SIZES = {
  signing: 2048,
  contosoAppSigning: 2048,
  contosoBackup: 4096,
  contosoWeak: 2048,
  fabrikamAep: 3072,
  fabrikamCja: 3072,
  northwindAep: 3072,
  contosoHsm: 3072,
  eventsFirst: 2048,
  eventsSecond: 2048,
} as const;

export type SeedKeyName = keyof typeof SIZES;

/** New private keys for the seed. */
export async function makeSeedKeys(): Promise<SeedKeys> {
  const made = Object.entries(SIZES).map(async ([name, size]) => [name, await generateRsa(size)] as const);
  return Object.fromEntries(await Promise.all(made)) as SeedKeys;
}

/** The seed's private keys kept in `path`, made there at the first start. */
export async function keptSeedKeys(path: string): Promise<SeedKeys> {
  if (existsSync(path)) {
    try {
      const kept = JSON.parse(readFileSync(path, "utf8")) as SeedKeys;
      if (Object.keys(SIZES).every((name) => kept[name as SeedKeyName]?.includes("PRIVATE KEY"))) return kept;
    } catch {
      // A broken file of throwaway keys is simply made again.
    }
  }
  const made = await makeSeedKeys();
  writeWhole(path, JSON.stringify(made));
  return made;
}
