import "server-only";
import { z } from "zod";
import { LOG_SOURCES } from "@/lib/cmk/activity/activity";
import { CHECK_IDS } from "@/lib/cmk/checks/check-ids";
import { failureSchema } from "@/lib/cmk/facts";
import { SCRIPT_FORMATS } from "@/lib/cmk/script-formats";
import { named, part, permitted, plan } from "./rule-schemas";
import { organisationView } from "./view-schemas";

const scripts = z.record(z.enum(SCRIPT_FORMATS), z.string());
const lack = named(
  "ReadingRightLacking",
  z.object({
    right: z.string(),
    way: z.enum(["role", "consent", "adobe"]),
    checks: z.array(z.enum(CHECK_IDS)),
    logs: z.array(z.enum(LOG_SOURCES)),
  }),
);

export const rightsView = named(
  "ReadingRights",
  z.object({ organisation: organisationView, parts: z.array(z.object({ part, lacks: z.array(lack) })) }),
);

export const rightsPlanView = named(
  "ReadingRightsPlan",
  z.object({
    part,
    lacks: z.array(lack),
    watcher: z.object({ appId: z.string(), name: z.string(), objectId: z.string().nullable() }),
    plan,
    permitted: permitted.unwrap(),
    scripts: scripts.nullable(),
    held: z.array(z.object({ name: z.string(), scope: z.string() })),
    consent: z.object({ permissions: z.array(z.string()), url: z.string().nullable(), scripts }).nullable(),
  }),
);
export const rightsResult = rightsPlanView.extend({ failure: failureSchema.nullable() });

export const applyRightsBody = z.object({ planHash: z.string().regex(/^[0-9a-f]{64}$/, "plan-hash") });
