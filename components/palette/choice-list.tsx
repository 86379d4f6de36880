"use client";
import { Icon } from "@/components/ui/icon";
import type { Choice } from "./choices";

type Props = {
  id: string;
  label: string;
  groups: { title: string; group: string; rows: Choice[] }[];
  selected: string | undefined;
  onChoose: (choice: Choice, apart: boolean) => void;
};

/** The list of the combobox: the focus stays in the field, so what is active is marked, not focused. */
export function ChoiceList({ id, label, groups, selected, onChoose }: Props) {
  return (
    <div
      id={id}
      role="listbox"
      aria-label={label}
      className={groups.length > 0 ? "min-h-0 flex-1 overflow-y-auto p-2" : "hidden"}
    >
      {groups.map(({ title, group, rows }) => (
        <div key={group} role="group" aria-labelledby={`palette-${group}`}>
          <p id={`palette-${group}`} className="px-2.5 pt-2.5 pb-1 text-[11px] font-medium text-ink3">
            {title}
          </p>
          {rows.map((choice) => (
            <button
              type="button"
              tabIndex={-1}
              key={choice.id}
              id={choice.id}
              role="option"
              aria-selected={choice.id === selected}
              onMouseDown={(event) => event.preventDefault()}
              onClick={(event) => onChoose(choice, event.metaKey || event.ctrlKey)}
              className="flex w-full items-center gap-3 text-left rounded-md px-2.5 py-2 text-[13px] hover:bg-line2 aria-selected:bg-accentsoft aria-selected:text-accent"
            >
              <Icon name={choice.icon} className="size-4 opacity-70" />
              <span className="min-w-0 flex-1">
                <span className="block truncate">{choice.label}</span>
                {choice.hint ? (
                  <span className="block truncate text-xs text-ink3" title={choice.hint}>
                    {choice.hint}
                  </span>
                ) : null}
              </span>
            </button>
          ))}
        </div>
      ))}
    </div>
  );
}
