import "server-only";
import { z } from "zod";
import { SEVERITIES } from "@/lib/cmk/checks/check";
import { CHECK_IDS } from "@/lib/cmk/checks/check-ids";
import { DANGERS } from "@/lib/cmk/findings/danger";
import { PART_IDS } from "@/lib/cmk/parts";
import { named, partState, time } from "./rule-schemas";

const params = z.record(z.string(), z.union([z.string(), z.number()]));

export const fleetView = named(
  "FleetOverview",
  z.object({
    rows: z.array(
      z.object({
        id: z.guid(),
        name: z.string(),
        imsOrgId: z.string(),
        danger: z.enum(DANGERS),
        open: z.number().int().describe("Open findings without an exception, those for information left out"),
        endsAt: time.nullable().describe("When the first of its keys expires"),
        lookedAt: time.nullable(),
        worst: z
          .object({
            part: z.enum(PART_IDS),
            check: z.enum(CHECK_IDS),
            severity: z.enum(SEVERITIES),
            failureClass: z.enum(["purge", "recoverable", "hygiene"]),
            reason: z.object({ key: z.string(), params }).nullable(),
            openedAt: time,
            alertId: z.guid().nullable(),
          })
          .nullable(),
        parts: z.array(
          z.object({
            part: z.enum(PART_IDS),
            status: partState.shape.status,
            done: z.number().int(),
            total: z.number().int(),
          }),
        ),
      }),
    ),
    counts: z.record(z.enum(DANGERS), z.number().int()).describe("Of the whole search"),
    total: z.number().int(),
    page: z.number().int(),
    pages: z.number().int(),
  }),
);
