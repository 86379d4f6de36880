import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { isTimeZone } from "@/lib/cmk/time-zone";
import { chooseLocale, LOCALE_COOKIE, ZONE_COOKIE } from "./locales";

// Times are shown in UTC until a person chooses their zone; either way they say which.
export default getRequestConfig(async () => {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  const locale = chooseLocale(jar.get(LOCALE_COOKIE)?.value, head.get("accept-language"));
  const { default: messages } = await import(`../../messages/${locale}.json`);
  const zone = jar.get(ZONE_COOKIE)?.value ?? "UTC";
  return { locale, messages, timeZone: isTimeZone(zone) ? zone : "UTC" };
});
