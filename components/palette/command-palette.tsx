"use client";
import { type KeyboardEvent, useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { send } from "@/components/api/send";
import { Icon } from "@/components/ui/icon";
import { type Messages, wordsFrom } from "@/components/ui/words";
import type { Command } from "@/lib/cmk/search/command";
import { api } from "@/lib/routes";
import { ChoiceList } from "./choice-list";
import { choicesFor, grouped } from "./choices";
import { readRecent } from "./recent";
import { useChoose } from "./use-choose";
import { useFound } from "./use-found";

type Props = { locale: string; messages: Messages; onClosed: () => void };
const LIST = "palette-list";

/** Find and do anything by keyboard: a native dialog around a combobox with its list (ARIA pattern). */
export function CommandPalette({ locale, messages, onClosed }: Props) {
  const words = useMemo(() => wordsFrom(locale, messages), [locale, messages]);
  const { t } = words;
  const dialog = useRef<HTMLDialogElement>(null);
  const close = () => dialog.current?.close();
  const { choose, state, organisation } = useChoose(close);
  const [query, setQuery] = useState("");
  const [commands, setCommands] = useState<Command[]>([]);
  const [active, setActive] = useState(0);
  const [chosenEarly, setChosenEarly] = useState(false);
  const [recent] = useState(readRecent);
  const { found, searching } = useFound(query);

  useEffect(() => {
    dialog.current?.showModal();
    const read = (path: string) => send<{ rows: Command[] }>("GET", path);
    const named = organisation ? read(`${api.commands()}?organisation=${organisation}`) : null;
    // An address may name an organisation that is not theirs: the palette is without it.
    (named?.catch(() => read(api.commands())) ?? read(api.commands())).then(
      ({ rows }) => setCommands(rows),
      () => undefined, // organisations are still found; the list says what is there
    );
  }, [organisation]);

  const hits = searching ? [] : found.rows;
  const choices = choicesFor(query, { hits, commands, recent });
  const selected = choices[Math.min(active, choices.length - 1)];
  const first = choices[0];
  const openFirst = useEffectEvent(() => {
    setChosenEarly(false);
    if (first) void choose(first, false);
  });
  useEffect(() => {
    // Enter came before the answer: what it finds is opened when it is there.
    if (chosenEarly && !searching) openFirst();
  }, [chosenEarly, searching]);
  useEffect(() => {
    if (selected) document.getElementById(selected.id)?.scrollIntoView({ block: "nearest" });
  }, [selected]);

  const onKeyDown = (event: KeyboardEvent) => {
    const last = choices.length - 1;
    const moved = { ArrowDown: active >= last ? 0 : active + 1, ArrowUp: active <= 0 ? last : active - 1 }[
      event.key
    ];
    if (moved !== undefined) {
      event.preventDefault();
      setActive(moved);
    } else if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      if (searching && active === 0) setChosenEarly(true);
      else if (selected) void choose(selected, event.metaKey || event.ctrlKey);
    }
  };
  const nothing = query.trim() !== "" && choices.length === 0 && !searching;
  const said =
    state === "working" || state === "worked"
      ? t(`palette.${state}`)
      : typeof state === "object"
        ? t("palette.failed")
        : searching
          ? t("palette.loading")
          : found.failed
            ? t("palette.failed")
            : t("palette.results", { count: choices.length });

  return (
    <dialog
      ref={dialog}
      aria-label={t("palette.title")}
      onClose={onClosed}
      closedby="any"
      className="m-auto mt-[12vh] max-h-[min(70dvh,620px)] w-[min(640px,calc(100vw-32px))] flex-col overflow-hidden rounded-xl border border-line bg-panel p-0 text-ink shadow-2xl backdrop:bg-black/40 open:flex max-md:m-0 max-md:h-dvh max-md:max-h-none max-md:w-screen max-md:max-w-none max-md:rounded-none max-md:border-0"
    >
      <div className="flex items-center gap-3 border-b border-line px-4">
        <Icon name="search" className="size-4 text-ink3" />
        <input
          type="text"
          role="combobox"
          aria-label={t("palette.title")}
          aria-expanded={choices.length > 0}
          aria-controls={LIST}
          aria-autocomplete="list"
          aria-activedescendant={selected?.id}
          autoComplete="off"
          spellCheck={false}
          autoFocus
          value={query}
          placeholder={t("palette.placeholder")}
          onChange={({ target }) => {
            setQuery(target.value);
            setActive(0);
            setChosenEarly(false);
          }}
          onKeyDown={onKeyDown}
          className="min-w-0 flex-1 bg-transparent py-3.5 text-sm outline-none placeholder:text-ink3"
        />
        <button
          type="button"
          onClick={close}
          aria-label={t("palette.close")}
          className="rounded-md p-1.5 text-ink3 hover:bg-line2"
        >
          <Icon name="close" />
        </button>
      </div>
      <ChoiceList
        id={LIST}
        label={t("palette.title")}
        groups={grouped(choices, words)}
        selected={selected?.id}
        onChoose={(one, apart) => void choose(one, apart)}
      />
      {nothing && !found.failed ? (
        <div className="px-6 py-10 text-center">
          <p className="font-medium [overflow-wrap:anywhere]">
            {t("palette.none", { query: query.trim().slice(0, 80) })}
          </p>
          <p className="mx-auto mt-1 max-w-[52ch] text-[13px] text-ink2">{t("palette.noneText")}</p>
        </div>
      ) : null}
      <p className="flex flex-wrap gap-x-4 border-t border-line px-4 py-2 text-xs text-ink3">
        <span role="status" className="flex-1">
          {said}
          {found.more && !searching ? ` ${t("palette.more")}` : ""}
        </span>
        <span className="max-md:hidden">{t("palette.keys")}</span>
      </p>
    </dialog>
  );
}
