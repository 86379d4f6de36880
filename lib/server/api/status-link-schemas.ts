import "server-only";
import { z } from "zod";
import { GUID_PATTERN } from "@/lib/cmk/ids";
import { STATUS_SECTIONS } from "@/lib/cmk/status-link/sections";
import { LINK_STATES } from "@/lib/cmk/status-link/status-link";
import { named, time } from "./rule-schemas";

export const statusLinkAddress = z.object({
  link: z.string().regex(GUID_PATTERN).describe("Id of the status link"),
});

export const statusLinkView = named(
  "StatusLink",
  z.object({
    id: z.guid(),
    title: z.string(),
    sections: z.array(z.enum(STATUS_SECTIONS)),
    organisations: z.array(z.object({ id: z.guid(), name: z.string() })),
    state: z.enum(LINK_STATES),
    createdByName: z.string(),
    createdAt: time,
    expiresAt: time,
    revokedByName: z.string().nullable(),
    firstOpenedAt: time.nullable(),
    lastOpenedAt: time.nullable(),
    opens: z.number().int(),
    mayRevoke: z.boolean(),
  }),
);
