import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { PageFrame } from "@/components/layout/page-frame";
import { BUTTON } from "@/components/ui/button-look";
import { routes } from "@/lib/routes";

export default async function ConsoleNotFound() {
  const t = await getTranslations("notFound");
  return (
    <PageFrame crumbs={[]} title={t("title")} lead={t("text")}>
      <Link href={routes.home()} className={BUTTON.main}>
        {t("home")}
      </Link>
    </PageFrame>
  );
}
