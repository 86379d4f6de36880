import "server-only";
import type { Framework } from "@/lib/cmk/checks/mappings";
import type { OrganisationFrameworkView } from "@/lib/cmk/compliance/framework-views";
import { controlState, controlsOf, unmappedChecks } from "@/lib/cmk/compliance/frameworks";
import { type OrganisationContext, requirePermission } from "../context";
import { getVerification } from "../watch/get-verification";

/**
 * One organisation under one framework: every control with the checks that are its evidence, what they saw and when,
 * judged from the newest facts. Parts that were never complete are no evidence. Throws FORBIDDEN, NOT_FOUND.
 */
export async function getOrganisationFramework(
  context: OrganisationContext,
  framework: Framework,
): Promise<OrganisationFrameworkView> {
  requirePermission(context, "compliance.read");
  const { organisation, parts } = await getVerification(context);
  const rows = parts.filter(({ watched }) => watched).flatMap((part) => part.rows);
  return {
    organisation: { id: organisation.id, name: organisation.name },
    framework,
    controls: controlsOf(framework).map(({ id, checks }) => {
      const evidence = rows.filter(({ check }) => checks.includes(check));
      const seen = evidence.map((row) => ({
        state: row.state,
        excepted: row.state === "fail" && row.exceptionUntil !== null,
      }));
      return { id, state: controlState(seen), evidence };
    }),
    unmapped: unmappedChecks(framework),
    asOf: context.now().toISOString(),
  };
}
