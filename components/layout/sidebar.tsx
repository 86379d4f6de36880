import Link from "next/link";
import { Icon } from "@/components/ui/icon";
import { loadWords } from "@/components/ui/load-words";
import type { Role } from "@/lib/cmk/permissions";
import { may } from "@/lib/cmk/permissions";
import { routes } from "@/lib/routes";
import { NavList, type Place } from "./nav-list";
import { OrganisationSwitcher } from "./organisation-switcher";

export type SidebarProps = {
  user: { name: string; upn: string };
  roles: Role[];
  organisations: { id: string; name: string; roles: Role[] }[];
  /** What waits in the inbox. */
  unread: number;
  /** An administrator of all organisations says who is bound to what. */
  bindsEverybody: boolean;
};

type Entry = Place & { show: boolean };

const shown = (entries: Entry[]): Place[] => entries.flatMap(({ show, ...place }) => (show ? [place] : []));

/** Where one can go. What a role may not open is not shown; the gates refuse it anyway. */
export async function Sidebar({ user, roles, organisations, unread, bindsEverybody }: SidebarProps) {
  const { t } = await loadWords();
  const landing = (id: string) =>
    roles.includes("support") && !roles.includes("admin") ? routes.organisation(id) : routes.setup(id);
  const roleOf = (own: Role[]) => (own[0] ? t(`roles.${own[0]}`) : t("roles.none"));
  const entries = organisations.map(({ id, name, roles: own }) => ({
    id,
    name,
    note: own.map((role) => t(`roles.${role}`)).join(", "),
    href: landing(id),
  }));
  const ids = organisations.map(({ id }) => ({ id }));
  const one: Entry[] = [
    {
      href: routes.overview("{org}"),
      label: t("nav.overview"),
      icon: "gauge",
      show: may(roles, "finding.read"),
    },
    { href: routes.setup("{org}"), label: t("nav.setup"), icon: "list", show: may(roles, "setup.read") },
    {
      href: routes.verification("{org}"),
      label: t("nav.verification"),
      icon: "shield",
      show: may(roles, "finding.read"),
    },
    {
      href: routes.findings("{org}"),
      label: t("nav.findings"),
      icon: "scan",
      show: may(roles, "finding.read"),
    },
    { href: routes.alerts("{org}"), label: t("nav.alerts"), icon: "bell", show: may(roles, "alert.read") },
    {
      href: routes.evidence("{org}"),
      label: t("nav.evidence"),
      icon: "file-check",
      show: may(roles, "evidence.export"),
    },
    {
      href: routes.organisation("{org}"),
      label: t("nav.configuration"),
      icon: "sliders",
      show: may(roles, "configuration.read"),
      exact: true,
    },
    { href: routes.audit("{org}"), label: t("nav.audit"), icon: "history", show: may(roles, "audit.read") },
    {
      href: routes.people("{org}"),
      label: t("nav.people"),
      icon: "users",
      show: may(roles, "member.read"),
    },
    {
      href: routes.settings("{org}"),
      label: t("nav.settings"),
      icon: "settings",
      show: may(roles, "organisation.update"),
    },
  ];
  const waiting = { text: unread > 99 ? "99+" : String(unread), label: t("inbox.count", { count: unread }) };
  const all: Entry[] = [
    {
      href: routes.inbox(),
      label: t("nav.inbox"),
      icon: "inbox",
      show: may(roles, "note.read"),
      badge: unread > 0 ? waiting : undefined,
    },
    {
      href: routes.fleet(),
      label: t("nav.fleet"),
      icon: "activity",
      show: may(roles, "finding.read"),
    },
    {
      href: routes.compliance(),
      label: t("nav.compliance"),
      icon: "scale",
      show: may(roles, "compliance.read"),
    },
    {
      href: routes.organisations(),
      label: t("nav.organisations"),
      icon: "building",
      show: may(roles, "organisation.read"),
      exact: true,
    },
    {
      href: routes.checks(),
      label: t("nav.checks"),
      icon: "book",
      show: may(roles, "finding.read"),
    },
    {
      href: routes.auditAll(),
      label: t("nav.audit"),
      icon: "history",
      show: may(roles, "audit.read"),
      exact: true,
    },
    { href: routes.everybody(), label: t("nav.people"), icon: "users", show: bindsEverybody },
    { href: routes.encryption(), label: t("nav.encryption"), icon: "lock", show: true },
    {
      href: routes.decode(),
      label: t("nav.decode"),
      icon: "text-search",
      show: may(roles, "error.decode"),
    },
  ];
  return (
    <>
      <p className="flex h-14 items-center gap-2.5 border-b border-line px-4">
        <span className="grid size-7 place-items-center rounded-md bg-accent text-accentink">
          <Icon name="key" />
        </span>
        <span className="font-semibold tracking-tight">{t("app.name")}</span>
      </p>
      <div className="p-3">
        <OrganisationSwitcher
          entries={entries}
          label={t("nav.switchOrganisation")}
          empty={t("nav.noOrganisation")}
        />
      </div>
      <nav aria-label={t("nav.main")} className="flex-1 px-3">
        <NavList places={organisations.length > 0 ? shown(one) : []} organisations={ids} />
        <p className="px-2.5 pt-5 pb-1.5 text-[11px] font-medium text-ink3">{t("nav.allOrganisations")}</p>
        <NavList places={shown(all)} organisations={ids} />
      </nav>
      <div className="flex items-center gap-2.5 border-t border-line p-3">
        <span
          aria-hidden
          className="grid size-8 shrink-0 place-items-center rounded-full bg-line2 text-xs font-medium"
        >
          {initials(user.name)}
        </span>
        <Link
          href={routes.account()}
          prefetch={false}
          title={t("nav.account")}
          className="min-w-0 flex-1 rounded-md hover:text-accent"
        >
          <span className="block truncate text-[13px]">{user.upn}</span>
          <span className="block text-[11px] text-ink3">{roleOf(roles)}</span>
        </Link>
        <form action={routes.signOut()} method="post">
          <button
            type="submit"
            aria-label={t("account.signOut")}
            title={t("account.signOut")}
            className="grid size-8 place-items-center rounded-md text-ink3 hover:bg-line2 hover:text-ink"
          >
            <Icon name="sign-out" />
          </button>
        </form>
      </div>
    </>
  );
}

function initials(name: string): string {
  const [first = "", ...rest] = name.split(/\s+/);
  return `${first[0] ?? ""}${rest.at(-1)?.[0] ?? ""}`.toUpperCase();
}
