import { getRequestConfig } from "next-intl/server";

// The language of one request; the pages' own choice of locale takes this file over.
export default getRequestConfig(async () => ({ locale: "en", messages: {}, timeZone: "UTC" }));
