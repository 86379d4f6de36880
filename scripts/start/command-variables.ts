/** Variables that only the npm commands read; the servers' own are in lib/env.ts. Both are in .env.example. */
export const COMMAND_VARIABLES = [
  "SANDBOX_PORT",
  "SANDBOX_RECORD",
  "SANDBOX_ALLOW_PRODUCTION",
  "CLAVIS_POSTGRES_PORT",
  "CHROMIUM_PATH",
] as const;
