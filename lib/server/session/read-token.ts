import "server-only";
import { TOKEN_RESTS_AFTER_DAYS } from "@/lib/cmk/people/people-schemas";
import { openToken } from "@/lib/db/api-tokens";
import { personOf } from "./person-of";
import type { Session } from "./session";

/** As Clavis makes them: the prefix, and 32 random bytes in base64url. */
const TOKEN_PATTERN = /^Bearer (clavis_[A-Za-z0-9_-]{43})$/i;

/** Whether a request asks with a token: its cookies then count for nothing. */
export function asksWithToken(headers: Headers): boolean {
  return headers.has("authorization");
}

/**
 * The person behind a request's token, with their memberships cut down to the organisations of the token; null when
 * the token is malformed, unknown, over, or resting because the person has not signed in for a month.
 */
export async function readToken(headers: Headers): Promise<Session | null> {
  const [, value] = TOKEN_PATTERN.exec(headers.get("authorization") ?? "") ?? [];
  if (!value) return null;
  const now = new Date();
  const since = new Date(now.getTime() - TOKEN_RESTS_AFTER_DAYS * 86_400_000);
  const open = await openToken(value, now, since);
  if (!open) return null;
  const { token, user, memberships } = open;
  const person = personOf(user, memberships);
  const cut = token.organisations.length === 0 ? person.memberships : within(person, token.organisations);
  return {
    ...person,
    user: { ...person.user, name: `${person.user.name} (${token.name})` },
    memberships: cut,
    id: token.id,
    token: { id: token.id, name: token.name, permissions: token.permissions },
  };
}

/** Bound to all organisations, a person is bound to each of the token's. */
function within({ memberships }: Session | ReturnType<typeof personOf>, organisations: string[]) {
  return memberships.flatMap((membership) =>
    membership.organisationId === null
      ? organisations.map((organisationId) => ({ ...membership, organisationId }))
      : organisations.includes(membership.organisationId)
        ? [membership]
        : [],
  );
}
