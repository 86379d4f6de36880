import "server-only";
import { vaultScope } from "@/lib/cmk/requirements/role";
import type { Observer } from "../step";
import { conclude, look } from "./look";

/** The roles that Adobe's principal holds on the vault; both were observed before. */
export const observeAssignments: Observer = async (context) => {
  const { vault, principal } = context.input.facts;
  const scope = vaultScope(context.input);
  for (const seen of [vault, principal]) {
    if (!seen) return [];
    if ("failure" in seen)
      return [{ subject: "assignments", source: "azure", at: seen.at, failure: seen.failure }];
    if (!seen.value.exists) return [conclude(context, "assignments", "azure", { scope, list: [] })];
  }
  if (!principal || !("value" in principal) || !principal.value.exists) return [];
  const { objectId } = principal.value;
  return [
    await look(context, "assignments", "azure", async () => ({
      scope,
      list: await (await context.azure()).listRoleAssignments(scope, objectId),
    })),
  ];
};
