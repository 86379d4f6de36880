import pg from "pg";
import { PlainError } from "../start/plain-error";
import { withEngine } from "./engine";
import { type MigrationFile, readMigrations, readSchema } from "./files";

/** Any number; the same for every server, so that two starts at once do not migrate twice. */
const LOCK = 4_207_915_001;

type Applied = { name: string; checksum: string; finished: boolean };

async function listApplied(client: pg.Client): Promise<Applied[]> {
  const known = await client.query("select to_regclass('public._prisma_migrations') is not null as known");
  if (!known.rows[0]?.known) return [];
  const { rows } = await client.query<Applied>(
    `select migration_name as name, checksum, finished_at is not null as finished
     from public._prisma_migrations where rolled_back_at is null order by started_at`,
  );
  return rows;
}

function checkHistory(applied: Applied[], migrations: MigrationFile[]): void {
  const files = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const entry of applied) {
    if (!entry.finished)
      throw new PlainError(`Migration ${entry.name} failed half-way earlier: see docs/operate.md.`);
    const file = files.get(entry.name);
    if (!file)
      throw new PlainError(`The database is newer than this program: it has migration ${entry.name}.`);
    if (file.checksum !== entry.checksum)
      throw new PlainError(
        `Migration ${entry.name} was changed after it had been applied: write a new one instead.`,
      );
  }
}

/** Names of migrations that the database does not have yet. */
export async function pendingMigrations(url: string, migrations = readMigrations()): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const applied = await listApplied(client);
    checkHistory(applied, migrations);
    const names = new Set(applied.map((entry) => entry.name));
    return migrations.filter((migration) => !names.has(migration.name)).map((migration) => migration.name);
  } finally {
    await client.end();
  }
}

/** Applies what is missing, as the role of the url (the owner), and returns the names applied. */
export async function applyMigrations(url: string, migrations = readMigrations()): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    if ((await pendingMigrations(url, migrations)).length === 0) return [];
    return await withEngine(url, readSchema(), async (engine) => {
      const { appliedMigrationNames } = await engine.applyMigrations({
        migrationsList: migrationList(migrations),
        filters: { externalTables: [], externalEnums: [] },
      });
      return appliedMigrationNames;
    });
  } finally {
    await client.end();
  }
}

/** The shape that the engine wants the migrations in. */
export function migrationList(migrations: MigrationFile[]) {
  return {
    baseDir: "prisma/migrations",
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: migrations.map((migration) => ({
      path: migration.name,
      migrationFile: { path: "migration.sql", content: { tag: "ok" as const, value: migration.sql } },
    })),
  };
}
