import { parseEnv } from "../../lib/env";
import { PlainError } from "./plain-error";

export type Source = Record<string, string | undefined>;

export type Settings = {
  port: number;
  /** null: real clouds. 0: any free ports. */
  sandboxPort: number | null;
  /** null: any free port. */
  postgresPort: number | null;
  dataFolder: string;
  /** The given environment: the servers' settings before those that the start itself adds. */
  source: Source;
};

function readPort(source: Source, name: string, fallback: number | null, least: number): number | null {
  const text = source[name]?.trim();
  if (!text) return fallback;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > 65_534)
    throw new PlainError(`${name}: must be a port number from ${least} to 65534, not "${text}"`);
  return value;
}

/** Stands in for what the start makes itself, so that everything else can be checked before anything is started. */
const MADE_LATER: Source = {
  DATABASE_URL: "postgresql://made.later/clavis",
  CLAVIS_SECRET_KEY: "bGF0ZXIAAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGf8=",
};

const MADE_BY_SANDBOX: Source = {
  ENTRA_CLIENT_ID: "00000000-0000-4000-8000-000000000000",
  ENTRA_CLIENT_SECRET: "made later",
  ENTRA_ALLOWED_TENANTS: "00000000-0000-4000-8000-000000000000",
};

/** The environment of the servers, checked; throws a PlainError with every problem on its own line. */
export function checkServerSettings(source: Source): void {
  const parsed = parseEnv(source);
  if (!parsed.ok) throw new PlainError(parsed.problems.join("\n"));
}

/** Reads and checks what was given, before anything is started. The sandbox stands in unless ENTRA_CLIENT_ID is set. */
export function readSettings(source: Source): Settings {
  const real = Boolean(source.ENTRA_CLIENT_ID?.trim());
  const orphan = ["ENTRA_CLIENT_SECRET", "ENTRA_CLIENT_CERTIFICATE_FILE"].find((name) =>
    source[name]?.trim(),
  );
  if (!real && orphan) throw new PlainError(`ENTRA_CLIENT_ID: is missing, although ${orphan} is given`);
  const given: Source = { ...source };
  const key = given.CLAVIS_SECRET_KEY?.trim() || given.CLAVIS_SECRET_KEY_FILE?.trim();
  checkServerSettings({
    ...given,
    DATABASE_URL: given.DATABASE_URL?.trim() || MADE_LATER.DATABASE_URL,
    ...(key ? {} : { CLAVIS_SECRET_KEY: MADE_LATER.CLAVIS_SECRET_KEY }),
    ...(real ? {} : MADE_BY_SANDBOX),
  });
  return {
    port: readPort(source, "PORT", 3000, 1) ?? 3000,
    sandboxPort: real ? null : readPort(source, "SANDBOX_PORT", 4400, 0),
    postgresPort: readPort(source, "CLAVIS_POSTGRES_PORT", null, 1),
    dataFolder: source.CLAVIS_DATA?.trim() || ".data",
    source,
  };
}
