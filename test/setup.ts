import { randomBytes } from "node:crypto";

// Enough for env() in any test. createTestDatabase gives the real DATABASE_URL to those that need one.
const defaults: Record<string, string> = {
  DATABASE_URL: "postgresql://clavis_app:unused@127.0.0.1:1/unused",
  CLAVIS_SECRET_KEY: randomBytes(32).toString("base64"),
  ENTRA_CLIENT_ID: "c1a71500-0000-4000-8000-00000000c1a7",
  ENTRA_CLIENT_SECRET: "a-secret-of-the-tests",
  LOG_LEVEL: "silent",
};
for (const [name, value] of Object.entries(defaults)) process.env[name] ??= value;
