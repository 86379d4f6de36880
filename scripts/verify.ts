import { root } from "./root";
import { prepareClient } from "./start/prepare-client";
import { CHECKS } from "./verify/checks";
import { listFiles } from "./verify/source-files";

// npm run verify [-- NAME ...]: the named checks, or all. Seconds, no database, no network.
const wanted = process.argv.slice(2);
const checks = CHECKS.filter((check) => wanted.length === 0 || wanted.includes(check.name));
const LIMIT = 60;

await prepareClient();
const files = listFiles(root);
const results = await Promise.all(
  checks.map(async (check) => {
    const started = performance.now();
    const problems = (await check.run(root, files)).flatMap((problem) => problem.split("\n"));
    return { check, problems, seconds: (performance.now() - started) / 1000 };
  }),
);

for (const { check, problems } of results.filter(({ problems }) => problems.length > 0)) {
  console.log(`\n${check.name}: ${check.remedy}`);
  for (const line of problems.slice(0, LIMIT)) console.log(`  ${line}`);
  if (problems.length > LIMIT)
    console.log(`  … ${problems.length - LIMIT} lines more: npm run verify -- ${check.name}`);
}
console.log("");
for (const { check, problems, seconds } of results)
  console.log(
    `${problems.length === 0 ? "ok    " : "FAILED"} ${check.name.padEnd(12)} ${seconds.toFixed(1)} s`,
  );
const failed = results.filter(({ problems }) => problems.length > 0).length;
console.log(`${results.length - failed} of ${results.length} checks pass`);
process.exitCode = failed === 0 ? 0 : 1;
