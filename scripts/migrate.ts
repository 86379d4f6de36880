import { applyMigrations } from "./migrate/apply";
import { createMigration } from "./migrate/create";

// npm run migrate                 applies what is missing to MIGRATION_DATABASE_URL
// npm run migrate -- new NAME     writes the SQL from the migrations so far to the schema files
const [verb, name] = process.argv.slice(2);

async function main(): Promise<void> {
  if (verb === "new") {
    if (!name || !/^[a-z][a-z0-9_]*$/.test(name))
      throw new Error("Say a name in snake_case: npm run migrate -- new add_alerts");
    console.log(await createMigration(name));
    return;
  }
  if (verb) throw new Error(`Unknown: ${verb}. Use "npm run migrate" or "npm run migrate -- new NAME".`);
  const url = process.env.MIGRATION_DATABASE_URL ?? process.env.DATABASE_URL;
  if (!url) throw new Error("Set MIGRATION_DATABASE_URL to the database, as the role that owns its tables.");
  const applied = await applyMigrations(url);
  console.log(
    applied.length > 0 ? `Applied ${applied.join(", ")}` : "Nothing to apply: the database is up to date.",
  );
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
