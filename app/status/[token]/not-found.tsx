import { getLocale, getTranslations } from "next-intl/server";
import { OutsideFrame } from "@/components/layout/outside-frame";

/** One page for every secret that opens nothing: which reason it is would tell a stranger something. */
export default async function NoSuchStatusPage() {
  const [t, locale] = await Promise.all([getTranslations("statusLink"), getLocale()]);
  return (
    <OutsideFrame title={t("notFoundTitle")} locale={locale}>
      <p className="mt-2 text-ink2">{t("notFoundText")}</p>
    </OutsideFrame>
  );
}
