import { z } from "zod";
import { accountContext } from "@/lib/server/account-context";
import { defineRoute } from "@/lib/server/route/define-route";
import { preferenceCookie } from "@/lib/server/session/cookies";
import { preferencesSchema, savePreferences } from "@/lib/services/sign-in/save-preferences";

export const PATCH = defineRoute(
  {
    method: "PATCH",
    path: "/api/v1/me/preferences",
    summary: "How the signed-in person likes the console: language, theme and time zone",
    access: { kind: "session", permission: null },
    body: preferencesSchema,
    response: z.undefined(),
    status: 204,
  },
  async ({ context, body }) => {
    await savePreferences(accountContext(context), body);
    const headers = new Headers();
    const chosen = { locale: body.locale, theme: body.theme, zone: body.timeZone };
    for (const [name, value] of Object.entries(chosen) as [keyof typeof chosen, string | null | undefined][])
      if (value !== undefined) headers.append("Set-Cookie", preferenceCookie(name, value));
    return new Response(null, { status: 204, headers });
  },
);
