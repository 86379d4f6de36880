import { z } from "zod";
import { calendarOf } from "@/lib/server/gates/calendar";
import { defineRoute } from "@/lib/server/route/define-route";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/calendars/{token}",
    summary: "The dates of an organisation as iCalendar, for whoever holds the address",
    access: { kind: "public" },
    params: z.object({ token: z.string().regex(/^[A-Za-z0-9_-]{43}$/) }),
    query: z.object({ lang: z.enum(["en", "fr"]).optional() }),
    response: z.string(),
    limit: { most: 60, seconds: 60 },
  },
  async ({ params: { token }, query: { lang } }) =>
    new Response(await calendarOf(token, lang ?? "en"), {
      headers: { "Content-Type": "text/calendar; charset=utf-8" },
    }),
);
