import "server-only";
import type { Framework } from "@/lib/cmk/checks/mappings";
import type { FrameworkView, StateCounts } from "@/lib/cmk/compliance/framework-views";
import { CONTROL_STATES, controlsOf, unmappedChecks } from "@/lib/cmk/compliance/frameworks";
import { countControls, listByControls } from "@/lib/db/compliance/controls";
import { readWithScope } from "@/lib/db/transaction";
import { requirePermission } from "../context";
import type { WideContext } from "../wide-context";

const NONE = Object.fromEntries(CONTROL_STATES.map((state) => [state, 0])) as StateCounts;

/** One framework over every organisation in scope: its controls, and a page of organisations. Throws FORBIDDEN. */
export async function getFramework(
  context: WideContext,
  framework: Framework,
  page = 1,
): Promise<FrameworkView> {
  requirePermission(context, "compliance.read");
  return readWithScope(context.scope, async (tx) => {
    const { controls, total } = await countControls(tx, framework);
    return {
      framework,
      controls: controlsOf(framework).map(({ id, checks }) => ({
        id,
        checks,
        counts: controls.get(id) ?? NONE,
      })),
      unmapped: unmappedChecks(framework),
      organisations: (await listByControls(tx, framework, { page })).rows,
      total,
      page,
      asOf: context.now().toISOString(),
    };
  });
}

/** The same list of organisations, to be read to its end: many behind a cursor. Throws FORBIDDEN, INVALID_INPUT. */
export async function listOrganisationsByControls(
  context: WideContext,
  framework: Framework,
  cursor: string | null,
  size = 2000,
) {
  requirePermission(context, "compliance.read");
  return readWithScope(context.scope, (tx) => listByControls(tx, framework, { cursor, size }));
}
