import { Time } from "@/components/ui/time";
import type { Messages, Words } from "@/components/ui/words";
import type { TokenView } from "@/lib/cmk/people/people-views";
import { api } from "@/lib/routes";
import { EndButton } from "./end-button";

type Props = { tokens: TokenView[]; words: Words; messages: Messages; now: string };

/** A person's tokens: what each may be used for, where, and how long. */
export function TokenList({ tokens, words, messages, now }: Props) {
  const { t, locale } = words;
  if (tokens.length === 0)
    return <p className="px-5 pb-4 text-[13px] text-ink3">{t("accountPage.noTokens")}</p>;
  return (
    <ul>
      {tokens.map((token) => (
        <li key={token.id} className="border-t border-line2 px-5 py-3 text-[13px]">
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <span className="font-medium break-all">{token.name}</span>
            <span className="flex-1 text-xs text-ink3">
              {t("accountPage.ends")} <Time at={token.expiresAt} now={now} words={words} />.{" "}
              {t("accountPage.used")}{" "}
              {token.lastUsedAt ? (
                <Time at={token.lastUsedAt} now={now} words={words} />
              ) : (
                t("accountPage.never")
              )}
            </span>
            <EndButton
              path={api.token(token.id)}
              label={t("accountPage.revoke")}
              name={t("accountPage.revokeOf", { name: token.name })}
              ask={{ text: t("accountPage.revokeAsk"), yes: t("accountPage.revokeYes") }}
              locale={locale}
              messages={messages}
            />
          </div>
          <p className="mt-1 text-xs text-ink2">
            {token.permissions.map((one) => t(`accountPage.permission.${one}`)).join(" · ")}
          </p>
          <p className="text-xs text-ink3">{token.organisations?.join(", ") ?? t("accountPage.all")}</p>
        </li>
      ))}
    </ul>
  );
}
