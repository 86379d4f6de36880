"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";

type Props = { seconds: number };

/** Reads the page again while something comes about by itself elsewhere on it; not while nobody looks. */
export function LiveRefresh({ seconds }: Props) {
  const { refresh } = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") refresh();
    }, seconds * 1000);
    return () => clearInterval(timer);
  }, [refresh, seconds]);
  return null;
}
