import "server-only";
import type { CompareView } from "@/lib/cmk/compare/compare-views";
import { differenceOf } from "@/lib/cmk/compare/difference";
import { type MomentData, momentFields } from "@/lib/cmk/compare/fields";
import { PART_IDS } from "@/lib/cmk/parts";
import { valueOf } from "@/lib/cmk/value-of";
import { readMoments } from "@/lib/db/moments";
import { readWithScope } from "@/lib/db/transaction";
import { type OrganisationContext, requirePermission } from "../context";
import { readOrganisationView } from "../organisations/get-organisation";
import { explain } from "./explain";

function vaultsOf({ parts }: MomentData): CompareView["vaults"] {
  return Object.fromEntries(
    PART_IDS.flatMap((part) => {
      const vault = valueOf(parts[part].facts.vault);
      return vault?.exists ? [[part, vault.name]] : [];
    }),
  );
}

/**
 * What differs between two moments, field by field, with who made it and why. `to` left out is the present; two
 * moments in the wrong order are turned round. Throws FORBIDDEN, NOT_FOUND.
 */
export async function compareMoments(
  context: OrganisationContext,
  { from, to }: { from: Date; to?: Date },
): Promise<CompareView> {
  requirePermission(context, "configuration.read");
  const now = context.now();
  const end = to && to < now ? to : now;
  const [earlier, later] = from <= end ? [from, end] : [end, from > now ? now : from];
  return readWithScope(context.scope, async (tx) => {
    const organisation = await readOrganisationView(tx, context);
    const [before, after] = (await readMoments(tx, context.organisationId, [earlier, later])) as [
      MomentData,
      MomentData,
    ];
    const { rows, total } = differenceOf(momentFields(before), momentFields(after));
    return {
      organisation,
      from: earlier.toISOString(),
      to: later.toISOString(),
      toNow: later.getTime() === now.getTime(),
      rows: await explain(tx, context, rows, { from: earlier, to: later }),
      total,
      vaults: vaultsOf(after),
      createdAt: organisation.createdAt,
    };
  });
}
