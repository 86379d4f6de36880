import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

/** Files that git knows or would add, relative to the root: nothing ignored, nothing deleted. */
export function listFiles(root: string): string[] {
  const args = ["ls-files", "--cached", "--others", "--exclude-standard", "-z"];
  const listed = execFileSync("git", args, { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  return [...new Set(listed.split("\0"))]
    .filter((name) => name !== "" && existsSync(join(root, name)))
    .sort();
}

export function isSource(name: string): boolean {
  return /\.(ts|tsx|mjs|js)$/.test(name) && !name.endsWith(".d.ts");
}

export function isTest(name: string): boolean {
  return /\.test\.tsx?$/.test(name) || /(^|\/)test-[a-z-]+\.ts$/.test(name);
}
