import { takeScreenshots } from "./screenshots/take";
import { describeFailure } from "./start/plain-error";
import { findChromium } from "./test/find-chromium";
import { startOwnStack } from "./test/own-stack";

// npm run screenshots [-- PART OF A NAME]: on a stack of its own, or on the running one that CLAVIS_URL names.
async function main(): Promise<void> {
  const chromium = findChromium();
  const running = process.env.CLAVIS_URL;
  const own = running ? null : await startOwnStack();
  try {
    const count = await takeScreenshots(running ?? own?.stack.url ?? "", chromium, process.argv[2]);
    console.log(`${count} pictures are in screenshots/`);
  } finally {
    await own?.stop();
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(describeFailure(error));
    process.exit(1);
  },
);
