"use client";
import { useEffect, useState } from "react";
import { type Problem, problemOf, send } from "./send";

/** What was last answered: to which text, and with what; nothing yet: `text` is null. */
export type Asked<T> = { text: string | null; answer: T | null; problem: Problem | null };

/**
 * Asks while somebody types, when the typing pauses; an answer to an older text is dropped. `text` null: nothing is
 * asked. `path`: the address that belongs to the text.
 */
export function useAsked<T>(text: string | null, path: string, pauseMs: number): Asked<T> {
  const [asked, setAsked] = useState<Asked<T>>({ text: null, answer: null, problem: null });
  useEffect(() => {
    if (text === null) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      send<T>("GET", path, { signal: stop.signal }).then(
        (answer) => setAsked({ text, answer, problem: null }),
        (error: unknown) => {
          if (!stop.signal.aborted) setAsked(({ answer }) => ({ text, answer, problem: problemOf(error) }));
        },
      );
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [text, path, pauseMs]);
  return asked;
}
