import "server-only";
import { keyLifeOf } from "@/lib/cmk/key-life/key-life";
import type { PartId } from "@/lib/cmk/parts";
import type { KeyLifeView } from "@/lib/cmk/views";
import { type OrganisationContext, requirePermission } from "../context";
import { readSetup } from "../setup/setup-state";

/** How long the key of a part lives, from what is stored: no vendor is asked. Throws FORBIDDEN, NOT_FOUND. */
export async function getKeyLife(
  context: OrganisationContext,
  { part }: { part: PartId },
): Promise<KeyLifeView> {
  requirePermission(context, "setup.read");
  const { inputs } = await readSetup(context);
  return { part, keyLife: keyLifeOf(inputs[part]) };
}
