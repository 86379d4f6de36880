"use client";
import Link from "next/link";
import { Icon } from "@/components/ui/icon";
import { useCurrentOrganisation } from "./use-current-organisation";

export type SwitcherEntry = { id: string; name: string; note: string; href: string };
type Props = { entries: SwitcherEntry[]; label: string; empty: string };

/** The organisation one is in, and the others. */
export function OrganisationSwitcher({ entries, label, empty }: Props) {
  const current = useCurrentOrganisation(entries);
  if (!current) return <p className="px-3 py-2 text-xs text-ink3">{empty}</p>;
  return (
    <details data-menu className="relative">
      <summary
        aria-label={`${label}: ${current.name}`}
        className="flex items-center gap-2 rounded-lg border border-line px-3 py-2 hover:bg-line2"
      >
        <span className="min-w-0 flex-1">
          <span className="block truncate text-[13px] font-medium">{current.name}</span>
          <span className="block truncate text-[11px] text-ink3">{current.note}</span>
        </span>
        <Icon name="chevrons" className="size-3.5 text-ink3" />
      </summary>
      <ul className="absolute inset-x-0 top-full z-20 mt-1 max-h-80 overflow-y-auto rounded-lg border border-line bg-panel p-1 shadow-lg">
        {entries.map((entry) => (
          <li key={entry.id}>
            <Link
              href={entry.href}
              prefetch={false}
              aria-current={entry.id === current.id ? "true" : undefined}
              className={`block rounded-md px-2.5 py-1.5 hover:bg-line2 ${entry.id === current.id ? "bg-accentsoft text-accent" : ""}`}
            >
              <span className="block truncate text-[13px]">{entry.name}</span>
              <span className="block truncate text-[11px] text-ink3">{entry.note}</span>
            </Link>
          </li>
        ))}
      </ul>
    </details>
  );
}
