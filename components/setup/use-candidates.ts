"use client";
import { useEffect, useState } from "react";
import { send } from "@/components/api/send";

export type Candidates<T> = { state: "loading" } | { state: "failed" } | { state: "listed"; list: T[] };

/** What exists already and might be used; listed once, as it asks Azure for every one. */
export function useCandidates<T>(path: string): Candidates<T> {
  const [candidates, setCandidates] = useState<Candidates<T>>({ state: "loading" });
  useEffect(() => {
    const ending = new AbortController();
    send<T[]>("GET", path, { signal: ending.signal })
      .then((list) => setCandidates({ state: "listed", list }))
      .catch(() => ending.signal.aborted || setCandidates({ state: "failed" }));
    return () => ending.abort();
  }, [path]);
  return candidates;
}
