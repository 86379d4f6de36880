import "server-only";
import { randomBytes } from "node:crypto";
import type { CreateToken } from "@/lib/cmk/people/people-schemas";
import type { TokenView } from "@/lib/cmk/people/people-views";
import * as tokens from "@/lib/db/api-tokens";
import { getOrganisation } from "@/lib/db/organisations";
import { readWithScope, type Transaction, withScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { type AccountContext, appendAccountAudit } from "./account-context";

/** More would be a mistake, or nobody would know which is which. */
const MOST_TOKENS = 20;
/** Scanners for leaked secrets find it by this. */
const PREFIX = "clavis_";

async function toTokenView(tx: Transaction, token: tokens.ApiToken): Promise<TokenView> {
  const names: string[] = [];
  for (const id of token.organisations)
    names.push((await getOrganisation(tx, id).catch(() => null))?.name ?? id);
  const { id, name, permissions, createdAt, expiresAt, lastUsedAt } = token;
  return {
    id,
    name,
    permissions,
    organisations: token.organisations.length === 0 ? null : names,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}

/** A person's tokens, never their values. */
export function listOwnTokens(context: AccountContext): Promise<TokenView[]> {
  return readWithScope(context.scope, async (tx) => {
    const rows = await tokens.listTokens(tx, context.person.id);
    const views: TokenView[] = [];
    for (const row of rows) views.push(await toTokenView(tx, row));
    return views;
  });
}

/**
 * Makes a token; `value` is shown this once. It can do what the person can do and the token is allowed, in the
 * organisations it names. Throws NOT_FOUND for an organisation that is not the person's, CONFLICT (`too-many-tokens`).
 */
export async function createOwnToken(
  context: AccountContext,
  { name, permissions, organisations, days }: CreateToken,
): Promise<{ token: TokenView; value: string }> {
  const { person, now } = context;
  const value = `${PREFIX}${randomBytes(32).toString("base64url")}`;
  // Under the person's own scope: the system's, below, would find every organisation.
  await readWithScope(context.scope, async (tx) => {
    for (const id of organisations) await getOrganisation(tx, id);
  });
  const token = await withScope(context.systemScope, async (tx) => {
    if ((await tokens.listTokens(tx, person.id)).length >= MOST_TOKENS)
      throw new AppError("CONFLICT", "The person has as many tokens as one can have.", {
        details: { reason: "too-many-tokens" },
      });
    const expiresAt = new Date(now().getTime() + days * 86_400_000);
    const made = { name, permissions, organisations, createdAt: now(), expiresAt };
    const view = await toTokenView(tx, await tokens.createToken(tx, { ...made, userId: person.id, value }));
    await appendAccountAudit(tx, context, { action: "token.created", after: shown(view) });
    return view;
  });
  return { token, value };
}

/** Ends a token at once and for good. Throws NOT_FOUND, also for another person's. */
export async function revokeOwnToken(context: AccountContext, id: string): Promise<void> {
  const { person, now } = context;
  await withScope(context.systemScope, async (tx) => {
    const view = await toTokenView(tx, await tokens.revokeToken(tx, { id, userId: person.id, at: now() }));
    await appendAccountAudit(tx, context, { action: "token.revoked", before: shown(view) });
  });
}

const shown = ({ name, permissions, organisations, expiresAt }: TokenView) => ({
  name,
  permissions,
  organisations,
  expiresAt,
});
