import "server-only";
import { randomBytes } from "node:crypto";
import {
  type CreateStatusLink,
  MOST_OPEN_LINKS,
  type StatusLinkView,
} from "@/lib/cmk/status-link/status-link";
import { appendAudit } from "@/lib/db/audit";
import { narrowScope } from "@/lib/db/scope";
import { countOpenLinks, createStatusLink as keep } from "@/lib/db/status-links";
import { withScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { auditActor } from "../audit/audit-actor";
import { requirePermission } from "../context";
import type { WideContext } from "../wide-context";
import { toLinkView } from "./link-view";

const DAY_MS = 86_400_000;

/**
 * Makes a status page that opens without signing in, for the organisations and sections that its owner chose; every
 * one of those organisations has it in its trail. The secret is given once and kept nowhere. Throws FORBIDDEN,
 * NOT_FOUND for an organisation that is not the owner's to read, CONFLICT (`details.reason` too-many-links).
 */
export async function createStatusLink(
  context: WideContext,
  { title, organisations, sections, days }: CreateStatusLink,
): Promise<{ link: StatusLinkView; token: string }> {
  requirePermission(context, "status-link.manage");
  const { actor, correlationId } = context;
  if (actor.kind !== "user") throw new AppError("FORBIDDEN", "Only a person shares something.");
  for (const id of organisations) narrowScope(context.scope, id);
  const token = randomBytes(32).toString("base64url");
  const at = context.now();
  const expiresAt = new Date(at.getTime() + days * DAY_MS);
  const link = await withScope(context.scope, async (tx) => {
    if ((await countOpenLinks(tx, actor.userId, at)) >= MOST_OPEN_LINKS)
      throw new AppError("CONFLICT", "The person has many open links.", {
        details: { reason: "too-many-links" },
      });
    const owner = { createdBy: actor.userId, createdByName: actor.name, createdAt: at };
    const made = await keep(tx, {
      title,
      sections,
      expiresAt,
      ...owner,
      token,
      organisationIds: organisations,
    });
    if (made.organisations.length !== organisations.length)
      throw new AppError("NOT_FOUND", "There is no such organisation in scope.", {
        details: { reason: "organisation" },
      });
    for (const { id: organisationId } of made.organisations)
      await appendAudit(tx, {
        organisationId,
        at,
        actor: auditActor(actor),
        action: "status-link.created",
        subject: title,
        after: { link: made.id, sections, expiresAt },
        correlationId,
      });
    return made;
  });
  return { link: toLinkView(context, link), token };
}
