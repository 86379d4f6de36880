import "server-only";
import type { PartId } from "@/lib/cmk/parts";
import { appendAudit } from "@/lib/db/audit";
import { saveChoices } from "@/lib/db/setups";
import type { Transaction } from "@/lib/db/transaction";
import type { OrganisationContext } from "../context";
import { auditEntry } from "./audit-entry";
import type { SetupState } from "./setup-state";

/**
 * Acting on a suggestion makes it a choice: saved before anything is done, so that a repeat does the same thing.
 * Throws CONFLICT when somebody else chose meanwhile.
 */
export async function keepSuggestions(
  tx: Transaction,
  context: OrganisationContext,
  state: SetupState,
  part: PartId,
): Promise<void> {
  const { choices: saved, revision } = state.overview.parts[part];
  if (saved.vault && saved.key && saved.configName) return;
  const { choices } = state.inputs[part];
  await saveChoices(tx, context.organisationId, part, choices, revision);
  const what = { action: "choice.saved", subject: part, before: saved, after: choices } as const;
  await appendAudit(tx, auditEntry(context, what));
}
