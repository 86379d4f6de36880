import { takeScreenshots } from "./screenshots/take";
import { describeFailure } from "./start/plain-error";
import { findChromium } from "./test/find-chromium";
import { startOwnStack } from "./test/own-stack";

// npm run screenshots [-- PART-OF-A-NAME… desktop|wide|phone light|dark en|fr]: on a stack of its own, or on the
// running one that CLAVIS_URL (and SANDBOX_CONTROL_URL, to break something for the pictures) names.
async function main(): Promise<void> {
  const chromium = findChromium();
  const running = process.env.CLAVIS_URL;
  const own = running ? null : await startOwnStack();
  try {
    const control = running ? process.env.SANDBOX_CONTROL_URL : own?.stack.env.SANDBOX_CONTROL_URL;
    const count = await takeScreenshots({
      url: running ?? own?.stack.url ?? "",
      controlUrl: control ? new URL(control).origin : null,
      executablePath: chromium,
      words: process.argv.slice(2),
    });
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
