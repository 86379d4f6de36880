"use client";
import { useId, useState } from "react";
import { useFound } from "@/components/palette/use-found";
import { INPUT } from "@/components/ui/button-look";
import type { Words } from "@/components/ui/words";
import { MOST_SHARED } from "@/lib/cmk/status-link/sections";

type Organisation = { id: string; name: string };
type Props = {
  /** The first by name, so that nobody with a few has to search. */
  first: Organisation[];
  total: number;
  t: Words["t"];
};

const FOUND = 20;

/**
 * Picks organisations out of any number: a search box and checkboxes, which a keyboard and a form know already. What was
 * picked stays on top while something else is searched for.
 */
export function OrganisationPicker({ first, total, t }: Props) {
  const id = useId();
  const [query, setQuery] = useState("");
  const [picked, setPicked] = useState<Organisation[]>([]);
  const { found, searching } = useFound(query, FOUND);
  const isSearch = found.query !== "" || searching;
  const isPicked = (one: Organisation) => picked.some((each) => each.id === one.id);
  const rest = (isSearch ? found.rows : first).filter((one) => !isPicked(one));
  const full = picked.length >= MOST_SHARED;
  const turn = ({ id: own, name }: Organisation, on: boolean) =>
    setPicked((list) => (on ? [...list, { id: own, name }] : list.filter((each) => each.id !== own)));
  const box = (one: Organisation, on: boolean) => (
    <label key={one.id} className="flex items-start gap-2">
      <input
        type="checkbox"
        name="organisation"
        value={one.id}
        checked={on}
        disabled={full && !on}
        onChange={() => turn(one, !on)}
        className="mt-0.5 accent-accent"
      />
      <span className="min-w-0 break-words">{one.name}</span>
    </label>
  );
  const said = searching
    ? t("statusLink.searching")
    : found.failed
      ? t("statusLink.searchFailed")
      : isSearch
        ? t(found.more ? "statusLink.foundMore" : "statusLink.found", { count: found.rows.length })
        : total > first.length
          ? t("statusLink.firstOnly", { count: first.length, total })
          : "";
  return (
    <fieldset aria-describedby={id}>
      <legend className="text-xs text-ink2">{t("statusLink.organisationsLabel")}</legend>
      {total > first.length ? (
        <label className="mt-1.5 block max-w-md text-xs text-ink2">
          {t("statusLink.search")}
          <input
            type="search"
            value={query}
            maxLength={200}
            autoComplete="off"
            placeholder={t("statusLink.searchHint")}
            onChange={(event) => setQuery(event.target.value)}
            // Enter looks; it does not send the form around it.
            onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
            className={`${INPUT} mt-1`}
          />
        </label>
      ) : null}
      <div className="mt-1.5 grid max-h-64 gap-x-6 gap-y-1.5 overflow-auto rounded-md border border-line p-3 sm:grid-cols-2">
        {picked.map((one) => box(one, true))}
        {rest.map((one) => box(one, false))}
      </div>
      <p id={id} role="status" className="mt-1 text-xs text-ink3">
        {said} {picked.length > 0 ? t("statusLink.picked", { count: picked.length, most: MOST_SHARED }) : ""}
      </p>
    </fieldset>
  );
}
