"use client";
import { type KeyboardEvent, type ReactNode, useId, useState } from "react";
import { tabAfter } from "./tab-keys";

export type Tab = { id: string; label: string; panel: ReactNode };

/** Tabs after the ARIA pattern: one stop for the Tab key, arrows move and select. Only the selected panel is drawn. */
export function Tabs({ label, tabs }: { label: string; tabs: [Tab, ...Tab[]] }) {
  const own = useId();
  const [selected, setSelected] = useState(tabs[0].id);
  const shown = tabs.find(({ id }) => id === selected) ?? tabs[0];
  const onKeyDown = (event: KeyboardEvent) => {
    const target = tabAfter(event.key, tabs.indexOf(shown), tabs.length);
    const tab = target === null ? undefined : tabs[target];
    if (!tab) return;
    event.preventDefault();
    setSelected(tab.id);
    document.getElementById(`${own}${tab.id}`)?.focus();
  };
  return (
    <>
      <div
        role="tablist"
        aria-label={label}
        className="flex gap-5 overflow-x-auto border-b border-line px-4 md:gap-6 md:px-5"
      >
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`${own}${tab.id}`}
            aria-selected={tab === shown}
            aria-controls={`${own}panel`}
            tabIndex={tab === shown ? 0 : -1}
            onClick={() => setSelected(tab.id)}
            onKeyDown={onKeyDown}
            className="shrink-0 border-b-2 border-transparent pt-4 pb-3 text-[13px] whitespace-nowrap text-ink2 -outline-offset-2 hover:text-ink aria-selected:border-accent aria-selected:font-medium aria-selected:text-ink"
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div
        key={shown.id}
        role="tabpanel"
        id={`${own}panel`}
        aria-labelledby={`${own}${shown.id}`}
        tabIndex={0}
        className="-outline-offset-2"
      >
        {shown.panel}
      </div>
    </>
  );
}
