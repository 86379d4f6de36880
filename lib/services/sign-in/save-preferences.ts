import "server-only";
import { z } from "zod";
import { timeZoneSchema } from "@/lib/cmk/people/people-schemas";
import { withScope } from "@/lib/db/transaction";
import * as users from "@/lib/db/users";
import { AppError } from "@/lib/errors";
import type { Context } from "../context";

/** null: what the browser asks for; left out: as it is. */
export const preferencesSchema = z.object({
  locale: z.enum(["en", "fr"], "invalid").nullable().optional(),
  theme: z.enum(["light", "dark", "system"], "invalid").nullable().optional(),
  timeZone: timeZoneSchema.nullable().optional(),
});

/** Keeps a person's language, theme and time zone. Anybody may set their own. */
export async function savePreferences(
  context: Context,
  preferences: z.infer<typeof preferencesSchema>,
): Promise<void> {
  const { actor } = context;
  if (actor.kind !== "user") throw new AppError("FORBIDDEN", "Only a person has preferences.");
  await withScope(context.scope, (tx) => users.savePreferences(tx, actor.userId, preferences));
}
