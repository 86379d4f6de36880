import { expect, it } from "vitest";
import { withEngine } from "@/scripts/migrate/engine";
import { readSchema } from "@/scripts/migrate/files";
import { createTestDatabase } from "@/test/database";

it("bring a database to exactly what the schema files say", async () => {
  const { ownerUrl } = await createTestDatabase();
  const files = readSchema();
  const { stdout } = await withEngine(ownerUrl, files, (engine) =>
    engine.diff({
      from: { tag: "schemaDatasource", files, configDir: "prisma" },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    }),
  );
  expect(stdout?.trim()).toBe("-- This is an empty migration.");
});
