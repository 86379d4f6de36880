"use client";
import { BUTTON } from "./button-look";
import { useFailureWords } from "./failure-words";

type Props = { reference: string | undefined; retry: () => void };

/** What a reader sees when a page could not be made: no inner detail, a reference to give to whoever operates Clavis. */
export function FailurePage({ reference, retry }: Props) {
  const texts = useFailureWords();
  return (
    <main className="mx-auto flex min-h-[60vh] max-w-lg flex-col justify-center px-6">
      <h1 className="text-[23px] font-semibold tracking-tight">
        {texts?.title ?? "This page could not be shown"}
      </h1>
      <p className="mt-2 text-ink2">{texts?.text ?? "Nothing was changed. Try again."}</p>
      {reference ? (
        <p className="mt-3 text-xs text-ink3">
          {texts?.reference ?? "Reference"} <span className="font-mono">{reference}</span>
        </p>
      ) : null}
      <p className="mt-5 flex gap-2">
        <button type="button" className={BUTTON.main} onClick={retry}>
          {texts?.again ?? "Try again"}
        </button>
        <a className={BUTTON.plain} href="/">
          {texts?.home ?? "Start page"}
        </a>
      </p>
    </main>
  );
}
