/**
 * Who may import whom (docs/decisions, default: deny). A layer is the longest of these prefixes that a path begins
 * with; a file outside all of them fails. "types of X" allows `import type` from X and nothing that runs.
 * Everybody may import their own layer; tests may import anything but keep the sandbox and the product apart.
 */
export const MATRIX: Record<string, string[]> = {
  app: [
    "components",
    "lib/server",
    "lib/cmk",
    "lib/routes",
    "lib/errors",
    "lib/i18n",
    "lib/env",
    "lib/logger",
  ],
  // A page reads through lib/server; only a route handler may call a verb itself.
  "app/api": ["lib/server", "lib/services", "lib/cmk", "lib/routes", "lib/errors", "lib/env", "lib/logger"],
  components: ["lib/cmk", "lib/routes", "lib/i18n", "messages"],
  "lib/server": [
    "lib/services",
    "lib/db",
    "lib/azure",
    "lib/adobe",
    "lib/cmk",
    "lib/render",
    "lib/routes",
    "lib/i18n",
    "lib/env",
    "lib/errors",
    "lib/vendor-call",
    "lib/logger",
    "lib/notify",
    "lib/signing",
    "types of lib/steps",
  ],
  "lib/jobs": [
    "lib/services",
    "lib/server/build-context",
    "lib/server/channel-tools",
    "lib/server/prepare-server",
    "lib/server/report-tools",
    "lib/server/signer",
    "lib/server/stream-tools",
    "lib/cmk",
    "lib/db",
    "lib/env",
    "lib/errors",
    "lib/logger",
  ],
  "lib/services": [
    "lib/steps",
    "lib/db",
    "lib/render",
    "lib/cmk",
    "lib/signing",
    "lib/errors",
    "lib/logger",
    "lib/vendor-call",
    "types of lib/azure",
    "types of lib/adobe",
  ],
  "lib/steps": ["lib/cmk", "lib/errors", "types of lib/azure", "types of lib/adobe"],
  "lib/db": ["lib/cmk", "lib/env", "lib/errors"],
  "lib/azure": ["lib/cmk", "lib/errors", "lib/vendor-call", "lib/logger"],
  "lib/adobe": ["lib/cmk", "lib/errors", "lib/vendor-call", "lib/logger"],
  "lib/notify": ["lib/cmk", "lib/vendor-call", "lib/logger"],
  "lib/signing": ["lib/errors"],
  "lib/cmk": [],
  "lib/render": ["lib/cmk"],
  "lib/i18n": ["lib/cmk", "lib/routes", "messages"],
  "lib/routes": ["lib/cmk"],
  // The addresses of a cloud are rules; which cloud it is, is a setting.
  "lib/env": ["lib/cmk"],
  "lib/errors": ["lib/cmk"],
  "lib/vendor-call": ["lib/cmk", "lib/errors", "lib/logger"],
  "lib/logger": ["lib/env"],
  messages: [],
  prisma: ["lib/db", "lib/cmk", "lib/env", "lib/logger", "lib/errors"],
  sandbox: [],
  // The screenshots sign in through the browser tests' own page objects.
  scripts: ["lib/env", "lib/routes", "e2e"],
  // The whole console in one process: its routes, over the seeded demo world.
  test: ["scripts", "sandbox", "lib", "app/api", "prisma"],
  e2e: ["scripts", "test", "lib/cmk", "lib/routes", "messages"],
  bench: ["scripts", "e2e", "lib/cmk", "lib/db", "lib/routes", "lib/services", "bench/fleet"],
  // The worker and the sandbox in processes of their own.
  "bench/fleet": ["scripts", "sandbox", "lib", "prisma"],
  // The two entries that Next runs before any page.
  root: ["lib/server", "lib/env", "lib/logger", "lib/i18n"],
};

/** Files of one layer that lie beside others: the settings, the errors. */
export const SAME_LAYER: Record<string, string> = {
  "lib/env-types": "lib/env",
  "lib/vendor-error": "lib/errors",
  "lib/vendor-answers": "lib/vendor-call",
  "lib/bounded-map": "lib/vendor-call",
  instrumentation: "root",
  proxy: "root",
};

/** Files with a rule of their own inside another layer: lib/jobs may reach only these of lib/server. */
export const PARTS: Record<string, string> = {
  "lib/server/build-context": "lib/server",
  "lib/server/channel-tools": "lib/server",
  "lib/server/prepare-server": "lib/server",
  "lib/server/report-tools": "lib/server",
  "lib/server/signer": "lib/server",
  "lib/server/stream-tools": "lib/server",
};
