import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";

// npm run bench -- NAME runs bench/NAME.ts, whose `run` measures and returns the figures: the last line, as JSON.
const [name = "", ...args] = process.argv.slice(2);
const folder = fileURLToPath(new URL(".", import.meta.url));
const file = `${folder}${name}.ts`;

if (!/^[a-z][a-z-]*$/.test(name) || name === "run" || !existsSync(file)) {
  const known = (await readdir(folder)).filter((each) => each.endsWith(".ts") && each !== "run.ts");
  console.error(`Say which: npm run bench -- ${known.map((each) => each.slice(0, -3)).join(" | ")}`);
  process.exit(1);
}

const bench = (await import(file)) as { run?: (args: string[]) => Promise<object> };
if (!bench.run) {
  console.error(`bench/${name}.ts exports no run().`);
  process.exit(1);
}
const figures = await bench.run(args);
console.log(JSON.stringify(figures));
process.exit(0);
