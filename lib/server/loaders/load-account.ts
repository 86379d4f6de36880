import "server-only";
import type { SessionView, TokenView } from "@/lib/cmk/people/people-views";
import { listOwnSessions } from "@/lib/services/account/sessions";
import { listOwnTokens } from "@/lib/services/account/tokens";
import { accountContext } from "../account-context";
import { onWidePage, requireSession } from "../gates/page";
import { loadShell, type Theme } from "./load-shell";

export type Account = {
  upn: string;
  theme: Theme;
  timeZone: string | null;
  sessions: SessionView[];
  tokens: TokenView[];
  /** Those a token can be made for; the first hundred. */
  organisations: { id: string; name: string }[];
};

/** A person's own page. */
export async function loadAccount(): Promise<Account> {
  const session = await requireSession();
  const { theme, organisations } = await loadShell();
  const own = await onWidePage(null, async (context) => {
    const account = accountContext({ ...context, session });
    return { sessions: await listOwnSessions(account), tokens: await listOwnTokens(account) };
  });
  const { upn, timeZone } = session.user;
  return {
    ...own,
    upn,
    theme,
    timeZone,
    organisations: organisations.map(({ id, name }) => ({ id, name })),
  };
}
