import "server-only";
import type { FactSubject, PartFacts } from "@/lib/cmk/facts";
import type { PartId } from "@/lib/cmk/parts";
import { recordObservations } from "@/lib/db/observations";
import type { OrganisationId } from "@/lib/db/scope";
import type { Transaction } from "@/lib/db/transaction";
import type { FactInput } from "@/lib/steps/step";

/**
 * What of it is stored. That a vendor was silent, or refused this person, takes nothing away from what was known: the
 * older fact stays, with its time. Only Adobe's refusal of the organisation's own credential replaces a value.
 */
export function factsToKeep(facts: FactInput[], known: PartFacts): PartFacts {
  const kept: Record<string, unknown> = {};
  for (const { subject, ...seen } of facts) {
    const before = known[subject];
    const lost = "failure" in seen && before !== undefined && "value" in before;
    const counts =
      "failure" in seen &&
      seen.failure.vendor === "adobe" &&
      ["refused", "unauthenticated"].includes(seen.failure.kind);
    if (!lost || counts) kept[subject] = seen;
  }
  return kept as PartFacts;
}

/** Stores what was seen, as far as it is kept. Returns the subjects whose facts changed. */
export async function saveFacts(
  tx: Transaction,
  organisationId: OrganisationId,
  part: PartId,
  facts: FactInput[],
  known: PartFacts,
): Promise<FactSubject[]> {
  return recordObservations(tx, organisationId, part, factsToKeep(facts, known));
}
