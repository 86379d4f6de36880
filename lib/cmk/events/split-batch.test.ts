import fc from "fast-check";
import { expect, it } from "vitest";
import { splitBatch } from "./split-batch";

it("gives the elements as they stand, blanks, escapes and large numbers included", () => {
  expect(splitBatch(' [ {"a" : "],[\\"{"} , 12345678901234567890, [1, [2]], "x\\\\" ]\n')).toEqual([
    '{"a" : "],[\\"{"}',
    "12345678901234567890",
    "[1, [2]]",
    '"x\\\\"',
  ]);
  expect(splitBatch("[]")).toEqual([]);
});

it("means the same as parsing the whole", () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), fc.constantFrom(0, 1, 3), (elements, indent) => {
      const text = JSON.stringify(elements, null, indent);
      expect(splitBatch(text).map((part) => JSON.parse(part))).toEqual(JSON.parse(text));
    }),
  );
});
