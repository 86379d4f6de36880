import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";
import { PlainError } from "../start/plain-error";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

function isRunnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function onPath(path: string): string | undefined {
  const folders = path.split(delimiter).filter(Boolean);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isRunnable);
}

function installOnDebian(path: string): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync("/etc/debian_version") || !onPathHas("apt-get", path))
    return undefined;
  console.log("Installing Debian's chromium for the browser tests…");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const args of [
    ["update", "-qq"],
    ["install", "-y", "-qq", "--no-install-recommends", "chromium"],
  ])
    spawnSync("apt-get", args, { stdio: ["ignore", "ignore", "inherit"], env });
  return onPath(path);
}

function onPathHas(name: string, path: string): boolean {
  return path.split(delimiter).some((folder) => isRunnable(join(folder, name)));
}

/**
 * The browser for tests and screenshots: CHROMIUM_PATH, then PATH, then Playwright's own, then Debian's package.
 * Throws one sentence that says what to do.
 */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string {
  const given = env.CHROMIUM_PATH?.trim();
  if (given) {
    if (isRunnable(given)) return given;
    throw new PlainError(`CHROMIUM_PATH: ${given} is not a program that can be run.`);
  }
  const path = env.PATH ?? "";
  const own = chromium.executablePath();
  const found = onPath(path) ?? (isRunnable(own) ? own : undefined) ?? installOnDebian(path);
  if (found) return found;
  throw new PlainError(
    "No Chromium was found: install the package chromium, run npx playwright install chromium, or set CHROMIUM_PATH.",
  );
}
