"use client";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { send } from "@/components/api/send";
import { INPUT } from "@/components/ui/button-look";
import { describedBy, Field } from "@/components/ui/field";
import { mentionAt } from "@/lib/cmk/notes/mentions";
import { NOTE_LIMIT } from "@/lib/cmk/notes/note-rules";
import type { Mentionable } from "@/lib/cmk/notes/note-views";
import { api } from "@/lib/routes";

type Props = {
  organisationId: string;
  label: string;
  hint: string;
  suggestions: string;
  error?: string;
  value: string;
  onChange: (value: string) => void;
};

/**
 * A text in which @ offers the members who can be mentioned; the focus stays in the text. It stays a plain textarea, as
 * ARIA lets it be no combobox: that there is a list is said by a status.
 */
export function MentionField({ organisationId, label, hint, suggestions, error, value, onChange }: Props) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState(0);
  const [people, setPeople] = useState<Mentionable[]>([]);
  const [active, setActive] = useState(0);
  const [dismissed, setDismissed] = useState<number | null>(null);
  const at = mentionAt(value, caret);
  const query = at && at.start !== dismissed ? at.query : null;

  useEffect(() => {
    if (query === null) return;
    const stop = new AbortController();
    const path = `${api.mentionable(organisationId)}?${new URLSearchParams({ search: query.slice(0, 100) })}`;
    send<{ rows: Mentionable[] }>("GET", path, { signal: stop.signal }).then(
      ({ rows }) => {
        setPeople(rows);
        setActive(0);
      },
      () => undefined, // a name can still be typed in full
    );
    return () => stop.abort();
  }, [organisationId, query]);

  const shown = query === null ? [] : people;
  const pick = ({ upn }: Mentionable) => {
    if (!at) return;
    const before = `${value.slice(0, at.start)}@${upn} `;
    onChange(before + value.slice(caret).replace(/^ /, ""));
    setCaret(before.length);
    requestAnimationFrame(() => field.current?.setSelectionRange(before.length, before.length));
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const last = shown.length - 1;
    if (last < 0) return;
    const moved = { ArrowDown: active >= last ? 0 : active + 1, ArrowUp: active <= 0 ? last : active - 1 }[
      event.key
    ];
    const chosen = event.key === "Enter" || event.key === "Tab" ? shown[active] : undefined;
    if (moved === undefined && !chosen && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    if (moved !== undefined) setActive(moved);
    else if (chosen) pick(chosen);
    else setDismissed(at?.start ?? null);
  };

  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <div className="relative">
        <textarea
          ref={field}
          id={id}
          rows={4}
          maxLength={NOTE_LIMIT}
          className={INPUT}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={`${id}-people`}
          aria-activedescendant={shown[active] ? `${id}-${active}` : undefined}
          aria-invalid={error !== undefined}
          aria-describedby={describedBy(id, { hint: true, error: error !== undefined })}
          value={value}
          onChange={({ target }) => {
            onChange(target.value);
            setCaret(target.selectionStart);
          }}
          onSelect={({ currentTarget }) => setCaret(currentTarget.selectionStart)}
          onKeyDown={onKeyDown}
        />
        <span role="status" className="sr-only">
          {shown.length > 0 ? `${suggestions}: ${shown.length}` : ""}
        </span>
        <div
          id={`${id}-people`}
          role="listbox"
          aria-label={suggestions}
          className={
            shown.length > 0
              ? "absolute inset-x-0 top-full z-20 mt-1 max-h-56 overflow-y-auto rounded-lg border border-line bg-panel p-1 shadow-lg"
              : "hidden"
          }
        >
          {shown.map((person, index) => (
            <button
              key={person.upn}
              type="button"
              tabIndex={-1}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === active}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => pick(person)}
              className="block w-full rounded-md px-2.5 py-1.5 text-left text-[13px] hover:bg-line2 aria-selected:bg-accentsoft aria-selected:text-accent"
            >
              <span className="block truncate">{person.name}</span>
              <span className="block truncate text-xs text-ink3">{person.upn}</span>
            </button>
          ))}
        </div>
      </div>
    </Field>
  );
}
