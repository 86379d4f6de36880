import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { MicrosoftMark } from "@/components/layout/microsoft-mark";
import { OutsideFrame } from "@/components/layout/outside-frame";
import { BUTTON } from "@/components/ui/button-look";
import { Notice } from "@/components/ui/notice";
import { routes } from "@/lib/routes";

type Props = { searchParams: Promise<{ error?: string | string[]; returnTo?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn"))("title") };
}

export default async function SignInPage({ searchParams }: Props) {
  const [{ error, returnTo }, t, locale] = await Promise.all([
    searchParams,
    getTranslations("signIn"),
    getLocale(),
  ]);
  const key = `errors.${String(error)}`;
  const known = error && t.has(key as never) ? key : "errors.failed";
  return (
    <OutsideFrame title={t("title")} locale={locale}>
      <p className="mt-2 text-ink2">{t("text")}</p>
      {error ? (
        <div className="mt-4">
          <Notice tone="bad" live="assertive" title={t("failed")}>
            <p>{t(known as never)}</p>
          </Notice>
        </div>
      ) : null}
      <a
        href={routes.startSignIn(typeof returnTo === "string" ? returnTo : undefined)}
        className={`${BUTTON.main} mt-5 w-full`}
      >
        <MicrosoftMark />
        {t("button")}
      </a>
      <p className="mt-4 text-xs text-ink3">{t("note")}</p>
    </OutsideFrame>
  );
}
