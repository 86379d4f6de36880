"use client";
import { createContext, type ReactNode, useContext } from "react";

export type FailureTexts = { title: string; text: string; again: string; home: string; reference: string };

const Context = createContext<FailureTexts | null>(null);

/** Error pages run in the browser after the server failed: their words are handed down before. */
export function FailureWords({ texts, children }: { texts: FailureTexts; children: ReactNode }) {
  return <Context value={texts}>{children}</Context>;
}

export function useFailureWords(): FailureTexts | null {
  return useContext(Context);
}
