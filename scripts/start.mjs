// Runs before anything is installed: only what Node itself brings, in plain JavaScript.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    fail(`Clavis needs Node 20.19 or newer (24 is recommended); this is ${process.versions.node}.`);
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return null;
  }
}

/** npm writes what it installed to node_modules/.package-lock.json, last: it must hold what package-lock.json wants. */
function isInstalled() {
  const installed = readPackages(`${root}node_modules/.package-lock.json`);
  const wanted = readPackages(`${root}package-lock.json`);
  if (!installed || !wanted) return Boolean(installed);
  return Object.entries(wanted).every(
    ([path, { version, optional, devOptional }]) =>
      path === "" || installed[path]?.version === version || (!installed[path] && (optional || devOptional)),
  );
}

function install() {
  const verb = existsSync(`${root}package-lock.json`) ? "ci" : "install";
  const started = Date.now();
  console.log("Installing packages (a minute or two, the first time)…");
  // Development packages too: the build needs the compiler even where NODE_ENV is production.
  const args = [verb, "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  const npm = process.env.npm_execpath;
  const done = npm?.endsWith(".js")
    ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: "inherit" })
    : spawnSync("npm", args, { cwd: root, stdio: "inherit", shell: process.platform === "win32" });
  if (done.status !== 0) fail("The packages could not be installed: npm's words are above.");
  console.log(`Packages installed (${((Date.now() - started) / 1000).toFixed(1)} s)`);
}

function handOver() {
  const [script, ...args] = process.argv.slice(2);
  const entry = script?.endsWith(".ts") ? script : "scripts/start/main.ts";
  const rest = script?.endsWith(".ts") ? args : process.argv.slice(2);
  const flags = ["--import", "tsx", "--conditions=react-server", entry];
  // The channel tells the other side when this process is killed.
  const child = spawn(process.execPath, [...flags, ...rest], {
    cwd: root,
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}

requireNode();
if (!isInstalled()) install();
handOver();
