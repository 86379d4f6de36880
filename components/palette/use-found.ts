"use client";
import { useEffect, useState } from "react";
import { send } from "@/components/api/send";
import { SEARCH_LEAST } from "@/lib/cmk/search/search-kinds";
import { api } from "@/lib/routes";
import type { Found } from "./choices";

export type Search = { query: string; rows: Found[]; more: boolean; failed: boolean };
const NOTHING: Search = { query: "", rows: [], more: false, failed: false };
/** Long enough for the next letter, short enough not to be noticed. */
const PAUSE_MS = 120;

/** The organisations that a text means, asked for when the typing pauses; an answer to an older text is dropped. */
export function useFound(query: string, limit = 8): { found: Search; searching: boolean } {
  const typed = query.trim();
  const [found, setFound] = useState<Search>(NOTHING);
  const idle = typed.length < SEARCH_LEAST;
  useEffect(() => {
    if (idle) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      const path = `${api.search()}?${new URLSearchParams({ q: typed.slice(0, 2000), limit: String(limit) })}`;
      send<{ rows: Found[]; more: boolean }>("GET", path, { signal: stop.signal }).then(
        (answer) => setFound({ ...answer, query: typed, failed: false }),
        () => {
          if (!stop.signal.aborted) setFound({ ...NOTHING, query: typed, failed: true });
        },
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [typed, idle, limit]);
  if (idle) return { found: NOTHING, searching: false };
  return { found, searching: found.query !== typed };
}
