import { spawn } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../scripts/database/free-port";
import { root } from "../scripts/root";
import { linkPackages } from "./link-packages";

/** A project apart, with its own packages; git ignores the folder. */
const folder = join(root, ".data", "bench-empty-app");
const next = join(folder, "node_modules", "next", "dist", "bin", "next");

const FILES = {
  "package.json": `{ "name": "empty", "private": true, "type": "module" }`,
  "next.config.js": `export default { turbopack: { root: ${JSON.stringify(folder)} }, poweredByHeader: false, typescript: { ignoreBuildErrors: true } };`,
  "app/layout.jsx": `export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html>; }`,
  "app/page.jsx": `export const dynamic = "force-dynamic";\nexport default function Page() { return <p>Empty</p>; }`,
};

function start(args: string[], quiet: boolean) {
  const env = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
  return spawn(process.execPath, [next, ...args], {
    cwd: folder,
    env,
    stdio: quiet ? "ignore" : ["ignore", "ignore", "inherit"],
  });
}

/** Builds and serves a page that says one word, drawn anew for every request as the console's pages are. */
export async function serveEmptyApp(): Promise<{ url: string; stop(): void }> {
  rmSync(folder, { recursive: true, force: true });
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  linkPackages(["next", "react", "react-dom"], folder);
  const built = await new Promise((resolve) => start(["build"], false).once("close", resolve));
  if (built !== 0) throw new Error("The empty page could not be built");
  const port = await freePort();
  const server = start(["start", "-H", "127.0.0.1", "-p", String(port)], true);
  const url = `http://127.0.0.1:${port}`;
  for (let turn = 0; turn < 100; turn += 1) {
    if (
      await fetch(url).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      return { url, stop: () => void server.kill("SIGTERM") };
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  server.kill("SIGTERM");
  throw new Error("The empty page did not start");
}
