import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { root } from "@/scripts/root";

it("runs at a small size, finds the same rows by the verb and by plain SQL, and says the ratio", () => {
  const run = spawnSync(
    process.execPath,
    ["--import", "tsx", "--conditions=react-server", "bench/run.ts", "audit", "2000", "2"],
    {
      cwd: root,
      encoding: "utf8",
      timeout: 120_000,
    },
  );
  expect(run.stderr).toBe("");
  const last = run.stdout.trim().split("\n").at(-1) ?? "";
  expect(JSON.parse(last)).toEqual({ p95Ratio: expect.any(Number) });
}, 150_000);
