import { z } from "zod";

/** Whose support is asked. */
export const BUNDLE_TARGETS = ["adobe", "microsoft"] as const;
export type BundleTarget = (typeof BUNDLE_TARGETS)[number];

/** What an address says of a bundle; `mask`: whether ids are replaced. */
export const bundleQuerySchema = z.object({
  for: z.enum(BUNDLE_TARGETS).default("adobe"),
  mask: z.enum(["on"]).optional(),
});
export type BundleQuery = z.output<typeof bundleQuerySchema>;
