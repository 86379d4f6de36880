import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { root } from "../root";
import { lastLines } from "./children";
import { PlainError } from "./plain-error";

const SOURCES = ["app", "components", "lib", "messages", "public", "prisma/schema.prisma", "prisma/models"];
const FILES = [
  "next.config.js",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
  "proxy.ts",
  "instrumentation.ts",
];
const marker = join(root, ".next", "clavis-build");
const lock = join(root, "node_modules", ".cache", "clavis-build.lock");

function filesBelow(path: string): string[] {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (statSync(full).isFile()) return [path];
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$|\.md$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .filter((name) => !name.includes("generated"));
}

/** SHA-256 over the content of everything that the build reads. */
export function hashSources(): string {
  const hash = createHash("sha256").update(process.versions.node.split(".")[0] ?? "");
  for (const name of [...SOURCES, ...FILES].flatMap(filesBelow).sort())
    hash.update(`\0${name}\0`).update(readFileSync(join(root, name)));
  return hash.digest("hex");
}

export function isBuildFresh(): boolean {
  const made = existsSync(join(root, ".next", "BUILD_ID")) && existsSync(marker);
  return made && readFileSync(marker, "utf8") === hashSources();
}

/** Waits while another command of this working tree builds: two at once would write the same files. */
async function takeTurn(): Promise<void> {
  mkdirSync(join(root, "node_modules", ".cache"), { recursive: true });
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      return;
    } catch {
      const holder = Number(existsSync(lock) ? readFileSync(lock, "utf8") : 0);
      try {
        process.kill(holder, 0);
        await new Promise((resolve) => setTimeout(resolve, 500));
      } catch {
        rmSync(lock, { force: true });
      }
    }
  }
}

/** Builds the pages unless the last build was made from the same sources. */
export async function buildIfStale(logFolder: string, signal?: AbortSignal): Promise<void> {
  await takeTurn();
  try {
    if (isBuildFresh()) return;
    const wanted = hashSources();
    const logFile = join(logFolder, "build.log");
    const log = openSync(logFile, "w", 0o600);
    const env = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
    const args = [join(root, "node_modules", "next", "dist", "bin", "next"), "build"];
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", log, log] });
    const leave = () => child.kill("SIGTERM");
    process.once("exit", leave);
    signal?.addEventListener("abort", leave, { once: true });
    const code = await new Promise((resolve) => child.once("close", resolve));
    process.removeListener("exit", leave);
    if (code !== 0)
      throw new PlainError(`The build failed; the end of ${logFile}:\n${lastLines(logFile, 40)}`);
    writeFileSync(marker, wanted);
  } finally {
    rmSync(lock, { force: true });
  }
}
