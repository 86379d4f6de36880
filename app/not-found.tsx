import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { OutsideFrame } from "@/components/layout/outside-frame";
import { BUTTON } from "@/components/ui/button-look";
import { routes } from "@/lib/routes";

export default async function NotFound() {
  const [t, locale] = await Promise.all([getTranslations("notFound"), getLocale()]);
  return (
    <OutsideFrame title={t("title")} locale={locale}>
      <p className="mt-2 text-ink2">{t("text")}</p>
      <Link href={routes.home()} className={`${BUTTON.main} mt-5`}>
        {t("home")}
      </Link>
    </OutsideFrame>
  );
}
