"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { Icon } from "@/components/ui/icon";
import type { IconName } from "@/components/ui/icon-drawings";
import { useCurrentOrganisation } from "./use-current-organisation";

export type Place = {
  /** Address; `{org}` stands for the current organisation. */
  href: string;
  label: string;
  icon: IconName;
  /** Whether addresses below count as being elsewhere. */
  exact?: boolean;
  /** A number that waits there, with what it counts for those who do not see it. */
  badge?: { text: string; label: string };
};

type Props = { places: Place[]; organisations: { id: string }[] };

/** Links of the side bar that know where the reader is: one piece, so that the page carries little more than their words. */
export function NavList({ places, organisations }: Props) {
  const path = usePathname();
  const organisation = useCurrentOrganisation(organisations);
  return (
    <ul>
      {places.map(({ href, label, icon, exact = false, badge }) => {
        const target = href.replace("{org}", organisation?.id ?? "");
        const here = path === target.split("?")[0] || (!exact && path.startsWith(`${target}/`));
        const look = here ? "bg-accentsoft font-medium text-accent" : "text-ink2 hover:bg-line2";
        return (
          <li key={href}>
            <Link
              href={target}
              prefetch={false}
              aria-current={here ? "page" : undefined}
              className={`flex items-center gap-2.5 rounded-md px-2.5 py-1.5 text-[13px] ${look}`}
            >
              <Icon name={icon} />
              <span className="flex-1">{label}</span>
              {badge ? (
                <span className="rounded-full bg-badsoft px-1.5 text-[11px] font-medium text-bad tabular-nums">
                  <span aria-hidden>{badge.text}</span>
                  <span className="sr-only">{badge.label}</span>
                </span>
              ) : null}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
