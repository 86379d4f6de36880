import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startScratchCluster } from "../database/scratch";
import { root } from "../root";
import { migrationList } from "./apply";
import { withEngine } from "./engine";
import { readMigrations, readSchema } from "./files";

/**
 * Writes prisma/migrations/<time>_<name>/migration.sql: the way from the migrations so far to the schema files,
 * worked out on a throwaway PostgreSQL. Policies, grants, triggers and partial indexes are unknown to the schema
 * files: add them by hand, and take out lines that would drop them.
 */
export async function createMigration(name: string): Promise<string> {
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
    const time = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
    const folder = join(root, "prisma", "migrations", `${time}_${name}`);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "migration.sql"), stdout ?? "");
    return `Wrote ${folder}/migration.sql: read it, and add what only SQL can say.`;
  } finally {
    await scratch.stop();
  }
}
