import "server-only";
import { z } from "zod";
import { CHECK_IDS } from "@/lib/cmk/checks/check-ids";
import { WAIT_REASONS } from "@/lib/cmk/windows";
import { named, stepKey } from "./rule-schemas";

/** What to look at once a wait is over its window, ranked by what the checks say. */
export const lateCauses = named(
  "LateCauses",
  z.object({
    reason: z.enum(WAIT_REASONS),
    causes: z.array(
      z.object({
        id: z.string(),
        state: z.enum(["found", "unseen", "clear"]),
        check: z.enum(CHECK_IDS).nullable(),
        observed: z.string().nullable(),
        step: stepKey.nullable(),
      }),
    ),
  }),
);
