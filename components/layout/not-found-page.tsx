"use client";
import { BUTTON } from "@/components/ui/button-look";
import { routes } from "@/lib/routes";

type Props = { title: string; text: string; home: string };

/** Nothing here. Next prepares it for every page, should it be needed: drawn in the browser's code, it costs three words. */
export function NotFoundPage({ title, text, home }: Props) {
  return (
    <main id="content" className="mx-auto flex min-h-[60vh] w-full max-w-lg flex-col justify-center px-6">
      <h1 className="text-[23px] font-semibold tracking-tight">{title}</h1>
      <p className="mt-2 text-ink2">{text}</p>
      <p className="mt-5">
        <a className={BUTTON.main} href={routes.home()}>
          {home}
        </a>
      </p>
    </main>
  );
}
