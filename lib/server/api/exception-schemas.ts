import "server-only";
import { z } from "zod";
import { CHECK_IDS } from "@/lib/cmk/checks/check-ids";
import { GUID_PATTERN } from "@/lib/cmk/ids";
import { PART_IDS } from "@/lib/cmk/parts";
import { organisationAddress } from "./address-schemas";
import { named, time } from "./rule-schemas";
import { organisationView } from "./view-schemas";

export const exceptionAddress = organisationAddress.extend({
  exception: z.string().regex(GUID_PATTERN).describe("Id of the exception"),
});

export const exceptionView = named(
  "Exception",
  z.object({
    id: z.guid(),
    part: z.enum(PART_IDS),
    check: z.enum(CHECK_IDS),
    owner: z.string(),
    reason: z.string(),
    state: z.enum(["requested", "approved", "declined", "ended", "expired"]),
    requestedByName: z.string(),
    requestedAt: time,
    expiresAt: time,
    decidedByName: z.string().nullable(),
    decidedAt: time.nullable(),
    endedByName: z.string().nullable(),
    endedAt: time.nullable(),
    mayDecide: z.boolean(),
  }),
);
export const exceptionList = z.object({ organisation: organisationView, rows: z.array(exceptionView) });
