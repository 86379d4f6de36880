import { defineConfig } from "prisma/config";

// No address here: migrations run through scripts/migrate.ts, queries through lib/db.
export default defineConfig({ schema: "prisma", migrations: { path: "prisma/migrations" } });
