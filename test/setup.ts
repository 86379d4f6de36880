import { randomBytes } from "node:crypto";

// Enough for env() in any test. createTestDatabase gives the real DATABASE_URL to those that need one.
const defaults: Record<string, string> = {
  DATABASE_URL: "postgresql://clavis_app:unused@127.0.0.1:1/unused",
  CLAVIS_SECRET_KEY: randomBytes(32).toString("base64"),
  ENTRA_CLIENT_ID: "c1a71500-0000-4000-8000-00000000c1a7",
  ENTRA_ALLOWED_TENANTS: [
    "11111111-aaaa-4aaa-8aaa-000000000001",
    "22222222-bbbb-4bbb-8bbb-000000000002",
    "33333333-cccc-4ccc-8ccc-000000000003",
  ].join(","),
  ENTRA_CLIENT_SECRET: "a-secret-of-the-tests",
  LOG_LEVEL: "silent",
};
for (const [name, value] of Object.entries(defaults)) process.env[name] ??= value;
