import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startScratchCluster } from "../database/scratch";
import { root } from "../root";
import { migrationList } from "./apply";
import { withEngine } from "./engine";
import { readMigrations, readSchema } from "./files";

/** SQL from the migrations so far to the schema files, worked out on a throwaway PostgreSQL; a comment when they agree. */
export async function describeSchemaChange(): Promise<string> {
  const scratch = await startScratchCluster();
  try {
    const files = readSchema();
    const { stdout } = await withEngine(scratch.superuserUrl, files, (engine) =>
      engine.diff({
        from: { tag: "migrations", ...migrationList(readMigrations()) },
        to: { tag: "schemaDatamodel", files },
        script: true,
        exitCode: null,
        filters: { externalTables: [], externalEnums: [] },
      }),
    );
    return stdout ?? "";
  } finally {
    await scratch.stop();
  }
}

/**
 * Writes prisma/migrations/<time>_<name>/migration.sql. Policies, grants and triggers are unknown to the schema
 * files: add them by hand.
 */
export async function createMigration(name: string): Promise<string> {
  const sql = await describeSchemaChange();
  const time = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const folder = join(root, "prisma", "migrations", `${time}_${name}`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "migration.sql"), sql);
  return `Wrote ${folder}/migration.sql: read it, and add what only SQL can say.`;
}
