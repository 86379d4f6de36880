import { spawn } from "node:child_process";
import { join } from "node:path";
import { root as projectRoot } from "../root";

/** Runs one of the project's installed programs; its words are the problems when it ends with anything but 0. */
export async function runProgram(root: string, name: string, args: string[]): Promise<string[]> {
  const program = join(projectRoot, "node_modules", ".bin", name);
  const child = spawn(program, args, { cwd: root, env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" } });
  let words = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (words += String(chunk)));
  const code = await new Promise<number>((resolve) => {
    child.once("error", () => resolve(127));
    child.once("close", (ended) => resolve(ended ?? 1));
  });
  return code === 0 ? [] : [words.trim() || `${name} ended with ${code}.`];
}
