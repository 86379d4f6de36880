import type { Metadata } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { OutsideFrame } from "@/components/layout/outside-frame";
import { BUTTON } from "@/components/ui/button-look";
import { routes } from "@/lib/routes";

type Props = { searchParams: Promise<{ reason?: string | string[] }> };

const ROLES = [
  { name: "Clavis.Admin", key: "admin" },
  { name: "Clavis.Leader", key: "leader" },
  { name: "Clavis.Support", key: "support" },
] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("noAccess"))("title") };
}

export default async function NoAccessPage({ searchParams }: Props) {
  const [{ reason }, t, locale] = await Promise.all([searchParams, getTranslations("noAccess"), getLocale()]);
  if (reason === "permission") {
    return (
      <OutsideFrame title={t("permissionTitle")} locale={locale}>
        <p className="mt-2 text-ink2">{t("permissionText")}</p>
        <Link href={routes.home()} className={`${BUTTON.main} mt-5`}>
          {t("home")}
        </Link>
      </OutsideFrame>
    );
  }
  return (
    <OutsideFrame title={t("title")} locale={locale}>
      <p className="mt-2 text-ink2">{t("text")}</p>
      <dl className="mt-4 space-y-2 text-[13px]">
        {ROLES.map(({ name, key }) => (
          <div key={name}>
            <dt className="font-mono text-xs">{name}</dt>
            <dd className="text-ink2">{t(key)}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-4 text-[13px] text-ink2">{t("after")}</p>
      <a href={routes.startSignIn()} className={`${BUTTON.main} mt-5`}>
        {t("again")}
      </a>
    </OutsideFrame>
  );
}
