import "server-only";
import { z } from "zod";
import { timeZoneSchema } from "@/lib/cmk/people/people-schemas";
import { withScope } from "@/lib/db/transaction";
import * as users from "@/lib/db/users";
import { type AccountContext, appendAccountAudit } from "../account/account-context";

/** null: what the browser asks for; left out: as it is. */
export const preferencesSchema = z.object({
  locale: z.enum(["en", "fr"], "invalid").nullable().optional(),
  theme: z.enum(["light", "dark", "system"], "invalid").nullable().optional(),
  timeZone: timeZoneSchema.nullable().optional(),
});

/** Keeps a person's language, theme and time zone. Anybody may set their own; what is as it was is no change. */
export async function savePreferences(
  context: AccountContext,
  preferences: z.infer<typeof preferencesSchema>,
): Promise<void> {
  const { person, systemScope } = context;
  await withScope(systemScope, async (tx) => {
    const had = await users.getUser(tx, person.id);
    const changed = (["locale", "theme", "timeZone"] as const).filter(
      (name) => preferences[name] !== undefined && preferences[name] !== had[name],
    );
    if (changed.length === 0) return;
    await users.savePreferences(tx, person.id, preferences);
    await appendAccountAudit(tx, context, {
      action: "preferences.changed",
      before: Object.fromEntries(changed.map((name) => [name, had[name]])),
      after: Object.fromEntries(changed.map((name) => [name, preferences[name]])),
    });
  });
}
