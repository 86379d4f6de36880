import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { root } from "../root";
import { type Counts, countPlaywright, countVitest, NONE } from "./counts";
import { findChromium } from "./find-chromium";
import { startOwnStack } from "./own-stack";

/** Runs an installed program with its words shown, and counts from the report it leaves in a temporary folder. */
async function runCounted(
  program: string[],
  env: Record<string, string>,
  reportFile: string,
  count: (file: string) => Counts,
): Promise<Counts> {
  const child = spawn(process.execPath, program, {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, ...env },
  });
  const end = () => child.kill("SIGTERM");
  process.once("exit", end);
  const code = await new Promise<number>((resolve) =>
    child.once("close", (ended, signal) => {
      if (signal) console.error(`The tests were ended from outside (${signal}): what they say is not all.`);
      resolve(ended ?? 1);
    }),
  );
  process.removeListener("exit", end);
  const counts = existsSync(reportFile) ? count(reportFile) : NONE;
  // An end that no test explains (a crash, a leak, nothing to run) must not look like success.
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** Unit and integration tests, with a real PostgreSQL where they ask for one. */
export async function runUnitTests(filters: string[]): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), "clavis-report-"));
  const report = join(folder, "vitest.json");
  const entry = join(root, "node_modules", "vitest", "vitest.mjs");
  const program = [
    entry,
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
    ...filters,
  ];
  try {
    return await runCounted(program, {}, report, countVitest);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function hasBrowserTests(): boolean {
  const folder = join(root, "e2e");
  if (!existsSync(folder)) return false;
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).some((name) =>
    /\.(spec|test)\.ts$/.test(name),
  );
}

/** Journeys in a real browser against everything started for them alone. */
export async function runBrowserTests(filters: string[]): Promise<Counts> {
  if (!hasBrowserTests()) return NONE;
  const chromium = findChromium();
  const own = await startOwnStack();
  const report = join(dirname(own.stackFile), "playwright.json");
  const env = {
    CLAVIS_URL: own.stack.url,
    CHROMIUM_PATH: chromium,
    E2E_STACK_FILE: own.stackFile,
    PLAYWRIGHT_JSON: report,
  };
  const entry = join(root, "node_modules", "@playwright", "test", "cli.js");
  try {
    const ran = runCounted([entry, "test", ...filters], env, report, countPlaywright);
    return await Promise.race([ran, own.stack.broken]);
  } finally {
    await own.stop();
  }
}
