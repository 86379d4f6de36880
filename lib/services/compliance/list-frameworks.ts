import "server-only";
import { FRAMEWORKS, type Framework } from "@/lib/cmk/checks/mappings";
import { CHECKS } from "@/lib/cmk/checks/registry";
import type { FrameworkSummary, FrameworksView } from "@/lib/cmk/compliance/framework-views";
import { controlsOf } from "@/lib/cmk/compliance/frameworks";
import { type CheckCounts, countChecks } from "@/lib/db/compliance/controls";
import { countPostures } from "@/lib/db/compliance/figures";
import { readWithScope } from "@/lib/db/transaction";
import { requirePermission } from "../context";
import type { WideContext } from "../wide-context";

/** Every framework: how many of its controls CMK checks support, and how those stand. Throws FORBIDDEN. */
export async function listFrameworks(context: WideContext): Promise<FrameworksView> {
  requirePermission(context, "compliance.read");
  const at = context.now();
  const [{ checks, watched }, { total }] = await readWithScope(context.scope, async (tx) => [
    await countChecks(tx),
    await countPostures(tx, at),
  ]);
  return {
    frameworks: FRAMEWORKS.map((framework) => summary(framework, checks)),
    organisations: total,
    watched,
    asOf: at.toISOString(),
  };
}

function summary(framework: Framework, counts: CheckCounts[]): FrameworkSummary {
  const controls = controlsOf(framework);
  const of = (id: string) => counts.find(({ check }) => check === id);
  const most = Math.max(0, ...counts.map(({ seen }) => seen));
  // A check that was judged less often than others of its parts was not seen somewhere.
  const isSeen = (id: string) => {
    const parts = CHECKS.find((check) => check.id === id)?.parts.length ?? 2;
    const seen = of(id)?.seen ?? 0;
    return most > 0 && (parts === 1 ? seen > 0 : seen === most);
  };
  const bad = controls.filter(({ checks }) => checks.some((id) => (of(id)?.failing ?? 0) > 0));
  const rest = controls.filter((control) => !bad.includes(control));
  const unseen = rest.filter(({ checks }) => !checks.every(isSeen));
  return {
    framework,
    controls: controls.length,
    met: rest.length - unseen.length,
    notMet: bad.length,
    unseen: unseen.length,
  };
}
