import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { readSchema } from "../migrate/files";
import { root } from "../root";
import { PlainError } from "./plain-error";

const output = join(root, "lib", "db", "generated");
const marker = join(output, ".made-from");

/** Generates the Prisma client when the schema changed since. Returns whether it had to. */
export async function prepareClient(): Promise<boolean> {
  const version = createRequire(import.meta.url)("@prisma/client/package.json").version as string;
  const hash = createHash("sha256").update(version);
  for (const file of readSchema()) hash.update(file.path.slice(root.length)).update(file.content);
  const wanted = hash.digest("hex");
  if (existsSync(marker) && readFileSync(marker, "utf8") === wanted) return false;

  const cli = createRequire(import.meta.url).resolve("prisma/build/index.js");
  // Any program will do for the schema engine: generate never runs it, but would download one.
  const env = {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
  };
  const child = spawn(process.execPath, [cli, "generate", "--no-hints"], { cwd: root, env, stdio: "pipe" });
  let words = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (words += String(chunk)));
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new PlainError(`The database client could not be generated:\n${words.trim()}`);
  writeFileSync(marker, wanted);
  return true;
}
