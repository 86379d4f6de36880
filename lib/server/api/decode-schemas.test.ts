import { expect, it } from "vitest";
import type { z } from "zod";
import type { DecodedErrorView, DecodingView } from "@/lib/cmk/decode/decoded-view";
import type { decodedError, decodingView } from "./decode-schemas";

/** Fails to compile when a view has gained or lost a field that its schema does not know, or has one of another type. */
type Same<View, Schema extends z.ZodType> =
  View extends z.output<Schema> ? (keyof z.output<Schema> extends keyof View ? true : never) : never;
const MATCH: [Same<DecodedErrorView, typeof decodedError>, Same<DecodingView, typeof decodingView>] = [
  true,
  true,
];

it("name the same fields as the views: this file does not compile otherwise", () => {
  expect(MATCH.every(Boolean)).toBe(true);
});
