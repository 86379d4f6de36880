import { describeFailure } from "./start/plain-error";
import { prepareClient } from "./start/prepare-client";
import { add, type Counts, NONE, summarise } from "./test/counts";
import { runBrowserTests, runUnitTests } from "./test/suites";

// npm test                        everything
// npm test -- unit [FILTER ...]   without a browser
// npm test -- browser [FILTER …]  only with one
const [which, ...filters] = process.argv.slice(2);

async function run(name: "unit" | "browser", suite: (filters: string[]) => Promise<Counts>): Promise<Counts> {
  if (which !== undefined && which !== name) return NONE;
  try {
    return await suite(filters);
  } catch (error) {
    console.error(describeFailure(error));
    return { ...NONE, failed: 1 };
  }
}

await prepareClient();
const unit = await run("unit", runUnitTests);
const browser = await run("browser", runBrowserTests);
const total = add(unit, browser);
if (total.skipped > 0) console.log(`${total.skipped} tests were skipped: that is not a success.`);
console.log(summarise(total));
process.exit(total.failed === 0 && total.skipped === 0 && total.passed > 0 ? 0 : 1);
