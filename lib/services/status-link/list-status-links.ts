import "server-only";
import type { StatusLinkView } from "@/lib/cmk/status-link/status-link";
import { listStatusLinks as list } from "@/lib/db/status-links";
import { readWithScope } from "@/lib/db/transaction";
import { requirePermission } from "../context";
import type { WideContext } from "../wide-context";
import { toLinkView } from "./link-view";

/** The person's own links, and those that show an organisation of theirs. Throws FORBIDDEN. */
export async function listStatusLinks(context: WideContext): Promise<StatusLinkView[]> {
  requirePermission(context, "status-link.manage");
  const links = await readWithScope(context.scope, list);
  return links.map((link) => toLinkView(context, link));
}
