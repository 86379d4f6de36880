"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";
import type { IconName } from "@/components/ui/icon-sheet";
import { useCurrentOrganisation } from "./use-current-organisation";

type Props = {
  /** Address; `{org}` stands for the current organisation. */
  href: string;
  /** Whether addresses below count as being here. */
  exact?: boolean;
  organisations: { id: string }[];
  icon: IconName;
  /** A number that waits there, with what it counts for those who do not see it. */
  badge?: { text: string; label: string };
  children: ReactNode;
};

/** A link of the side bar that knows where the reader is. */
export function NavLink({ href, exact = false, organisations, icon, badge, children }: Props) {
  const path = usePathname();
  const organisation = useCurrentOrganisation(organisations);
  const target = href.replace("{org}", organisation?.id ?? "");
  const here = path === target.split("?")[0] || (!exact && path.startsWith(`${target}/`));
  const look = here ? "bg-accentsoft font-medium text-accent" : "text-ink2 hover:bg-line2";
  return (
    <Link
      href={target}
      prefetch={false}
      aria-current={here ? "page" : undefined}
      className={`flex items-center gap-2.5 rounded-md px-2.5 py-1.5 text-[13px] ${look}`}
    >
      <Icon name={icon} />
      <span className="flex-1">{children}</span>
      {badge ? (
        <span className="rounded-full bg-badsoft px-1.5 text-[11px] font-medium text-bad tabular-nums">
          <span aria-hidden>{badge.text}</span>
          <span className="sr-only">{badge.label}</span>
        </span>
      ) : null}
    </Link>
  );
}
