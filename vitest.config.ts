import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// A zone nobody lives in by accident (+12:45/+13:45): code that leans on the machine's zone shows itself.
process.env.TZ = "Pacific/Chatham";

const root = fileURLToPath(new URL(".", import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: "server-only", replacement: `${root}test/empty.ts` },
      { find: /^@\//, replacement: root },
    ],
  },
  test: {
    include: ["{app,components,lib,sandbox,scripts,prisma,test,bench}/**/*.test.{ts,tsx}"],
    exclude: ["**/node_modules/**", "**/.next/**", "**/.data/**", "e2e/**"],
    environment: "node",
    pool: "forks",
    maxWorkers: 2,
    globalSetup: ["./test/global-setup.ts"],
    setupFiles: ["./test/setup.ts"],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
  },
});
