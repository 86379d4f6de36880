import { getLocale, getTranslations } from "next-intl/server";
import { OutsideFrame } from "@/components/layout/outside-frame";
import { BUTTON } from "@/components/ui/button-look";
import { routes } from "@/lib/routes";

/** One page for every secret that opens nothing: which reason it is would tell a stranger something. */
export default async function NoSuchHandOver() {
  const [t, account, locale] = await Promise.all([
    getTranslations("heldStep"),
    getTranslations("account"),
    getLocale(),
  ]);
  return (
    <OutsideFrame title={t("notFoundTitle")} locale={locale}>
      <p className="mt-2 text-ink2">{t("notFoundText")}</p>
      <form action={routes.signOut()} method="post">
        <button type="submit" className={`${BUTTON.plain} mt-5`}>
          {account("signOut")}
        </button>
      </form>
    </OutsideFrame>
  );
}
