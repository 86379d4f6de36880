import "server-only";
import { z } from "zod";
import { auditViewFilter, readableFilter } from "@/lib/cmk/audit/audit-filter";
import * as views from "@/lib/db/audit-views";
import { readWithScope, withScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { type AccountContext, appendAccountAudit } from "../account/account-context";
import { type Context, requirePermission } from "../context";

export const viewNameSchema = z.object({ name: z.string().trim().min(1, "required").max(80, "too-long") });
export const saveViewSchema = viewNameSchema.extend({ filter: auditViewFilter });

/** More would be a list to search in, not one to pick from. */
const MOST_VIEWS = 30;

function requireUser(context: Context): string {
  requirePermission(context, "audit.read");
  if (context.actor.kind !== "user") throw new AppError("FORBIDDEN", "Only people have views.");
  return context.actor.userId;
}

/** The person's saved views of the audit log, by name. What a filter no longer understands is left out. */
export async function listViews(context: Context): Promise<views.AuditView[]> {
  requireUser(context);
  const all = await readWithScope(context.scope, views.listAuditViews);
  return all.map((view) => ({ ...view, filter: readableFilter(view.filter) as Record<string, string> }));
}

/**
 * Keeps a filter under a name, for this person alone; `account` writes it down. Throws FORBIDDEN, CONFLICT (name-taken,
 * too-many-views).
 */
export async function saveView(
  context: Context,
  account: AccountContext,
  { name, filter }: z.infer<typeof saveViewSchema>,
): Promise<views.AuditView> {
  const userId = requireUser(context);
  const wanted = { name, filter: filter as Record<string, string> };
  return withScope(account.systemScope, async (tx) => {
    if ((await views.listAuditViews(tx)).length >= MOST_VIEWS)
      throw new AppError("CONFLICT", "There are as many views as there can be.", {
        details: { reason: "too-many-views" },
      });
    const made = await views.createAuditView(tx, userId, wanted, context.now());
    await appendAccountAudit(tx, account, { action: "audit-view.saved", after: wanted });
    return made;
  });
}

/** Gives a view of the person another name. Throws FORBIDDEN, NOT_FOUND, CONFLICT (name-taken). */
export async function renameView(
  context: Context,
  account: AccountContext,
  id: string,
  name: string,
): Promise<views.AuditView> {
  requireUser(context);
  return withScope(account.systemScope, async (tx) => {
    const before = (await views.listAuditViews(tx)).find((view) => view.id === id);
    const after = await views.renameAuditView(tx, id, name);
    const names = { before: { name: before?.name }, after: { name } };
    await appendAccountAudit(tx, account, { action: "audit-view.renamed", ...names });
    return after;
  });
}

/** Forgets a view of the person. Throws FORBIDDEN, NOT_FOUND. */
export async function deleteView(context: Context, account: AccountContext, id: string): Promise<void> {
  requireUser(context);
  await withScope(account.systemScope, async (tx) => {
    const before = (await views.listAuditViews(tx)).find((view) => view.id === id);
    await views.deleteAuditView(tx, id);
    await appendAccountAudit(tx, account, { action: "audit-view.removed", before: { name: before?.name } });
  });
}
