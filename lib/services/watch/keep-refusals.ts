import "server-only";
import type { FactSubject, PartFacts, VendorFailure } from "@/lib/cmk/facts";
import type { RefusedLooks } from "@/lib/cmk/input";
import type { PartId } from "@/lib/cmk/parts";
import { endRefusedLooks, saveRefusedLook } from "@/lib/db/refused-looks";
import type { Transaction } from "@/lib/db/transaction";
import type { FactInput } from "@/lib/steps/step";
import type { OrganisationContext } from "../context";

/** What was known before a look: what the watching identity was refused, and the facts. */
type Before = { refused: RefusedLooks; known: PartFacts };

type Changes = { kept: { subject: FactSubject; at: string; failure: VendorFailure }[]; ended: FactSubject[] };

/**
 * What a look of the watching identity says anew of its refusals. The same refusal again is nothing new, unless
 * somebody has seen the value in between.
 */
export function refusalChanges(facts: readonly FactInput[], { refused, known }: Before): Changes {
  const changes: Changes = { kept: [], ended: [] };
  for (const fact of facts) {
    const { subject, at } = fact;
    const stands = refused[subject];
    if ("value" in fact) {
      if (stands) changes.ended.push(subject);
      continue;
    }
    const { failure } = fact;
    if (failure.kind !== "refused") continue;
    const same = stands?.failure.code === failure.code && stands.failure.vendor === failure.vendor;
    if (!same || stands.at <= (known[subject]?.at ?? "")) changes.kept.push({ subject, at, failure });
  }
  return changes;
}

/**
 * Keeps what the watching identity was refused: a value that was known stays stored with its time, but what watching
 * cannot see any more must not read as watched. A person's own look says nothing of it.
 */
export async function keepRefusals(
  tx: Transaction,
  { organisationId, clouds }: OrganisationContext,
  part: PartId,
  facts: readonly FactInput[],
  before: Before,
): Promise<void> {
  if (!clouds.isWatching) return;
  const { kept, ended } = refusalChanges(facts, before);
  for (const { at, ...look } of kept)
    await saveRefusedLook(tx, organisationId, { part, ...look, at: new Date(at) });
  if (ended.length > 0) await endRefusedLooks(tx, organisationId, part, ended);
}
