import "server-only";
import { linkState, type StatusLinkView } from "@/lib/cmk/status-link/status-link";
import type { StatusLink } from "@/lib/db/status-links";
import type { WideContext } from "../wide-context";

/** Its owner may end a link, and so may an admin of an organisation that it shows. */
export function mayRevoke({ actor, rolesIn }: WideContext, link: StatusLink): boolean {
  if (actor.kind !== "user") return false;
  return (
    link.createdBy === actor.userId || link.organisations.some(({ id }) => rolesIn(id).includes("admin"))
  );
}

/** A link as whoever asks may see it. */
export function toLinkView(context: WideContext, link: StatusLink): StatusLinkView {
  const now = context.now();
  const state = linkState(link, now);
  return {
    id: link.id,
    title: link.title,
    sections: link.sections,
    organisations: link.organisations,
    state,
    createdByName: link.createdByName,
    createdAt: link.createdAt.toISOString(),
    expiresAt: link.expiresAt.toISOString(),
    revokedByName: link.revokedByName,
    firstOpenedAt: link.firstOpenedAt?.toISOString() ?? null,
    lastOpenedAt: link.lastOpenedAt?.toISOString() ?? null,
    opens: link.opens,
    mayRevoke: state === "open" && mayRevoke(context, link),
  };
}
