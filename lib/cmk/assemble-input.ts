import type { AzureCloudId } from "./azure-clouds";
import { type Choices, type CompleteChoices, completeChoices, suggestChoices } from "./choices";
import type { PartFacts, VendorFailure } from "./facts";
import { sameAddress } from "./ids";
import type { OrganisationFacts, PartInput, StatementFacts } from "./input";
import { storeOfTier, storeResourceId } from "./key-store";
import type { Waiting } from "./outcome";
import { PART_IDS, type PartId, type StepKey } from "./parts";
import { subjectsOf } from "./progress";
import type { Remembered } from "./recovery/remembered";
import { valueOf } from "./value-of";
import type { Windows } from "./windows";

/** What is stored of one part, as the database gives it. */
export type StoredPart = {
  choices: Choices;
  facts: PartFacts;
  statements: StatementFacts[];
  attempts: Partial<Record<StepKey, { endedAt: string | null }>>;
  running: Partial<Record<StepKey, string>>;
  failures: Partial<Record<StepKey, VendorFailure>>;
  waits?: Partial<Record<StepKey, Waiting>>;
  remembered?: Remembered;
  keyUses?: PartInput["keyUses"];
  keyLog?: PartInput["keyLog"];
  refused?: PartInput["refused"];
  run: { status: string; currentStep: StepKey | null; createdAt: string } | null;
};

export type StoredOrganisation = OrganisationFacts & { id: string };

/** The choices of a part with suggestions where none were made; the suggestions stay the same for an organisation. */
export function choicesFor(
  organisation: StoredOrganisation,
  part: PartId,
  saved: Choices,
  cloud?: AzureCloudId,
): CompleteChoices {
  const suffix = organisation.id.replaceAll("-", "").slice(-6);
  return completeChoices(saved, suggestChoices(organisation.name, part, suffix, cloud));
}

/** Facts about the vault and key that are chosen now: those of an earlier choice say nothing. */
export function relevantFacts(facts: PartFacts, choices: CompleteChoices): PartFacts {
  const kept = { ...facts };
  const vault = valueOf(facts.vault);
  const key = valueOf(facts.key);
  const { name, resourceGroup, sku } = choices.vault;
  const same = (left: string, right: string) => left.toLowerCase() === right.toLowerCase();
  const chosen =
    vault?.exists &&
    same(vault.name, name) &&
    same(vault.resourceGroup, resourceGroup) &&
    storeOfTier(vault.sku) === storeOfTier(sku);
  if (vault?.exists && !chosen) {
    for (const subject of ["vault", "vaultKeys", "key", "assignments", "extensions"] as const)
      delete kept[subject];
  }
  const elsewhere = vault?.exists && key?.exists && !sameAddress(vault.uri, key.vaultUri);
  if (key?.exists && (elsewhere || !same(key.name, choices.key.name))) delete kept.key;
  return kept;
}

/** A failure counts until somebody has looked at the step again: what was seen then is newer. */
function standingFailures(part: PartId, stored: StoredPart): PartInput["failures"] {
  const entries = Object.entries(stored.failures) as [StepKey, VendorFailure][];
  const standing = entries.filter(([key]) => {
    const endedAt = stored.attempts[key]?.endedAt ?? null;
    if (!key.startsWith(`${part}/`) || endedAt === null) return true;
    return !subjectsOf(key).some((subject) => (stored.facts[subject]?.at ?? "") > endedAt);
  });
  return Object.fromEntries(standing);
}

/** Waits whose window is still open. */
function openWaits({ waits }: StoredPart, now: string): PartInput["waits"] {
  return Object.fromEntries(
    Object.entries(waits ?? {}).filter(([, { until }]) => until !== null && until > now),
  );
}

function runningSteps({ running, run }: StoredPart): PartInput["running"] {
  const active = run && ["queued", "running", "waiting"].includes(run.status) && run.currentStep;
  return active ? { [active]: run.createdAt, ...running } : running;
}

/** Everything that the rules look at, for both parts, from what is stored. `now` in ISO 8601. */
export function assembleInputs(
  organisation: StoredOrganisation,
  parts: Record<PartId, StoredPart>,
  at: { now: string; cloud?: AzureCloudId | undefined } & Pick<PartInput, "eventFeed"> & Windows,
): Record<PartId, PartInput> {
  const choices = {
    aep: choicesFor(organisation, "aep", parts.aep.choices, at.cloud),
    cja: choicesFor(organisation, "cja", parts.cja.choices, at.cloud),
  };
  const facts = {
    aep: relevantFacts(parts.aep.facts, choices.aep),
    cja: relevantFacts(parts.cja.facts, choices.cja),
  };
  const inputs = PART_IDS.map((part): [PartId, PartInput] => {
    const otherPart = part === "aep" ? "cja" : "aep";
    const other = valueOf(facts[otherPart].vault);
    const planned = choices[otherPart].vault;
    const stored = parts[part];
    return [
      part,
      {
        part,
        organisation,
        choices: choices[part],
        facts: facts[part],
        statements: stored.statements,
        // What is chosen counts before it was seen: both parts may adopt, and must not adopt the same.
        otherVaultId: other?.exists ? other.id : storeResourceId(organisation.azureSubscriptionId, planned),
        running: runningSteps(stored),
        failures: standingFailures(part, stored),
        waits: openWaits(stored, at.now),
        ...(stored.remembered ? { remembered: stored.remembered } : {}),
        ...(stored.keyUses ? { keyUses: stored.keyUses } : {}),
        ...(stored.keyLog ? { keyLog: stored.keyLog } : {}),
        ...(stored.refused ? { refused: stored.refused } : {}),
        keyNameHeld: stored.failures[`${part}/key`]?.code === "ObjectIsDeletedButRecoverable",
        ...at,
      },
    ];
  });
  return Object.fromEntries(inputs) as Record<PartId, PartInput>;
}
