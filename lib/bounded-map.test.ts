import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { BoundedMap } from "./bounded-map";

const MOST = 5;
const steps = fc.array(fc.tuple(fc.constantFrom("set", "delete"), fc.integer({ min: 0, max: 12 })));

it("holds what a Map would hold, or nothing of it, and never more than it may", () => {
  fc.assert(
    fc.property(steps, (taken) => {
      const map = new BoundedMap<number, string>(MOST);
      const all = new Map<number, string>();
      for (const [at, [step, key]] of taken.entries()) {
        if (step === "set") for (const to of [map, all]) to.set(key, `${key} at ${at}`);
        else for (const to of [map, all]) to.delete(key);
        expect(map.size).toBeLessThanOrEqual(MOST);
        if (step === "set") expect(map.get(key)).toBe(`${key} at ${at}`);
        else expect(map.get(key)).toBeUndefined();
      }
      const held = [...Array(13).keys()].filter((key) => map.get(key) !== undefined);
      expect(held).toHaveLength(map.size);
      for (const key of held) expect(map.get(key)).toBe(all.get(key));
    }),
  );
});

it("still serves most of a fleet that is somewhat larger, turn after turn", () => {
  const map = new BoundedMap<number, true>(100);
  let found = 0;
  for (let turn = 0; turn < 20; turn++)
    for (let key = 0; key < 120; key++) {
      if (map.get(key)) found += 1;
      else map.set(key, true);
    }
  expect(found / (20 * 120)).toBeGreaterThan(0.5);
});

it("is empty again when it was cleared", () => {
  const map = new BoundedMap<string, number>(2);
  map.set("a", 1);
  map.clear();
  expect([map.size, map.get("a")]).toEqual([0, undefined]);
});

/** What is known to stay small: fonts and columns that the console has, time zones that there are, texts counted where they are. */
const SMALL = [
  "cmk/audit/start-of-day.ts",
  "cmk/time-zone.ts",
  "db/client.ts",
  "db/read-rows.ts",
  "render/pdf/fonts.ts",
];

it("is what every file of lib uses that keeps something for the life of a process", () => {
  const kept = /^(export )?(const|let) \w+(: [^=]+)? = new (Map|Set)(<.*>)?\(\);?$/m;
  const found = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !/\.test\.ts$|generated/.test(file))
    .filter((file) => kept.test(readFileSync(join(import.meta.dirname, file), "utf8")));
  expect(found.sort()).toEqual(SMALL);
});
