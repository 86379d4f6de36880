import "server-only";
import { cookies } from "next/headers";
import { cache } from "react";
import type { Role } from "@/lib/cmk/permissions";
import { readUnread } from "@/lib/db/inbox";
import { listSwitcher } from "@/lib/db/list-switcher";
import { env } from "@/lib/env";
import { nearCredentialEnd } from "../clouds/own-credential";
import { bindsEverybody, rolesIn } from "../gates/effective-roles";
import { onWidePage, requireSession } from "../gates/page";

export type Theme = "light" | "dark" | "system";

export type Shell = {
  user: { name: string; upn: string };
  /** Roles held in any organisation; what counts in one is in `organisations`. */
  roles: Role[];
  /** Those for the switcher, by name: at most SWITCHER_SIZE; `total` says how many there are. */
  organisations: { id: string; name: string; roles: Role[] }[];
  total: number;
  /** What waits in the person's inbox. */
  unread: number;
  /** Whether they say who is bound to what, over all organisations. */
  bindsEverybody: boolean;
  environment:
    | { kind: "real" }
    | { kind: "sandbox"; controlUrl: string; careUrl: string | null; mailUrl: string | null };
  /** When Clavis's own credential at Entra ends, ISO 8601: near, and of the reader's business. */
  credentialEnds: string | null;
  locale: string | null;
  theme: Theme;
};

const SWITCHER_SIZE = 100;
const THEMES: readonly string[] = ["light", "dark", "system"] satisfies Theme[];

/** How the page is to look: the person's choice, else the browser's cookie, else the system's. */
export const loadTheme = cache(async (): Promise<Theme> => {
  const chosen = (await cookies()).get("clavis-theme")?.value ?? "system";
  return THEMES.includes(chosen) ? (chosen as Theme) : "system";
});

/** What surrounds every page behind sign-in. */
export const loadShell = cache(async (): Promise<Shell> => {
  const session = await requireSession();
  const { user } = session;
  const [{ rows, total }, unread] = await Promise.all([
    onWidePage(null, ({ scope }) => listSwitcher(scope, SWITCHER_SIZE)),
    onWidePage("note.read", ({ scope }) => readUnread(scope)),
  ]);
  const organisations = rows.map(({ id, name }) => ({ id, name, roles: rolesIn(session, id) }));
  const roles = session.appRoles.filter((role) =>
    session.memberships.some((membership) => membership.role === role),
  );
  const theme = user.theme && THEMES.includes(user.theme) ? (user.theme as Theme) : await loadTheme();
  return {
    user: { name: user.name, upn: user.upn },
    roles,
    organisations,
    total,
    unread,
    bindsEverybody: bindsEverybody(session),
    environment: environment(),
    credentialEnds: roles.includes("admin") ? nearCredentialEnd(new Date()) : null,
    locale: user.locale,
    theme,
  };
});

function environment(): Shell["environment"] {
  const { SANDBOX_CONTROL_URL: controlUrl, SANDBOX_CARE_URL, SANDBOX_MAIL_URL } = env();
  if (!controlUrl) return { kind: "real" };
  return {
    kind: "sandbox",
    controlUrl,
    careUrl: SANDBOX_CARE_URL ?? null,
    mailUrl: SANDBOX_MAIL_URL ?? null,
  };
}
