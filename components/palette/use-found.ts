"use client";
import { useAsked } from "@/components/api/use-asked";
import { SEARCH_LEAST } from "@/lib/cmk/search/search-kinds";
import { api } from "@/lib/routes";
import type { Found } from "./choices";

export type Search = { query: string; rows: Found[]; more: boolean; failed: boolean };
const NOTHING: Search = { query: "", rows: [], more: false, failed: false };
/** Long enough for the next letter, short enough not to be noticed. */
const PAUSE_MS = 120;

/** The organisations that a text means; while an answer is on its way, those of the text before. */
export function useFound(query: string, limit = 8): { found: Search; searching: boolean } {
  const typed = query.trim();
  const idle = typed.length < SEARCH_LEAST;
  const path = `${api.search()}?${new URLSearchParams({ q: typed.slice(0, 2000), limit: String(limit) })}`;
  const { text, answer, problem } = useAsked<Pick<Search, "rows" | "more">>(
    idle ? null : typed,
    path,
    PAUSE_MS,
  );
  if (idle) return { found: NOTHING, searching: false };
  const failed = problem !== null;
  const found = { ...NOTHING, ...(failed ? null : answer), query: text ?? "", failed };
  return { found, searching: text !== typed };
}
