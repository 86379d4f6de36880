import { expect, it, vi } from "vitest";

const copy = async () => {
  vi.resetModules();
  return (await import("./client")).statementName;
};

it("names a statement alike in every copy of the module, whatever each was asked before: they share connections", async () => {
  const [ofPages, ofRoutes] = [await copy(), await copy()];
  expect(ofPages).not.toBe(ofRoutes);
  const [one, other] = [{ sql: "select 1" }, { sql: "select 2" }];
  const named = [ofPages(one), ofRoutes(other)];
  expect(named[0]).not.toBe(named[1]);
  expect([ofRoutes(one), ofPages(other)]).toEqual(named);
  // PostgreSQL cuts longer names off.
  for (const name of named) expect(name.length).toBeLessThan(64);
});
