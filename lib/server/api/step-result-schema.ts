import "server-only";
import { z } from "zod";
import { named, time } from "./rule-schemas";

/** StepResultView of lib/cmk/views.ts as a schema. */
export const stepResultView = named(
  "StepResult",
  z.object({
    applied: z.object({ at: time, byName: z.string(), planHash: z.string() }).nullable(),
    rows: z.array(
      z.object({
        action: z.enum(["create", "update", "remove", "send"]),
        resource: z.string(),
        property: z.string(),
        planned: z.string(),
        readBack: z.string().nullable(),
        state: z.enum(["matches", "differs", "unread"]),
        at: time.nullable(),
      }),
    ),
  }),
);
