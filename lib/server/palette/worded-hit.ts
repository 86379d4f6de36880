import "server-only";
import { may } from "@/lib/cmk/permissions";
import type { Hit } from "@/lib/cmk/search/search-kinds";
import { routes } from "@/lib/routes";
import type { WideContext } from "@/lib/services/wide-context";

/** An organisation that was found, with where it leads for this person, and what matched in their language. */
export function wordedHit(context: WideContext, hit: Hit): Hit & { href: string; hint: string } {
  const roles = context.rolesIn(hit.id);
  const { kind, value, typo } = hit.match;
  const t = context.words?.t ?? ((key: string) => key);
  const href = may(roles, "configuration.read") ? routes.organisation(hit.id) : routes.overview(hit.id);
  if (kind === "name") return { ...hit, href, hint: typo ? t("search.alike") : hit.imsOrgId };
  return { ...hit, href, hint: t("search.matched", { kind: t(`search.kinds.${kind}`), value }) };
}
