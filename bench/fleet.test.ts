import { expect, it } from "vitest";
import { run } from "./fleet";

it("the fleet's bench runs at a tiny size: real worker, sandbox and database, every figure there", async () => {
  const figures = (await run(["--size", "4", "--concurrency", "4", "--drifts", "1"])) as Record<
    string,
    number
  >;
  expect(Object.keys(figures)).toEqual([
    "wallRatio",
    "cpuRatio",
    "peakMb",
    "rowsPerUnchangedRun",
    "detectMedianS",
    "detectWorstS",
  ]);
  expect(Object.values(figures).every((value) => Number.isFinite(value))).toBe(true);
  expect(figures.wallRatio).toBeGreaterThan(0);
  // What did not change adds no row, however small the fleet.
  expect(figures.rowsPerUnchangedRun).toBe(0);
  expect(figures.detectMedianS).toBeGreaterThan(0);
}, 400_000);
