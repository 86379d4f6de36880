import type { AzureCloudId } from "./azure-clouds";
import type { CompleteChoices } from "./choices";
import type { FactSubject, PartFacts, VendorFailure } from "./facts";
import type { Waiting } from "./outcome";
import type { PartId, StepId, StepKey } from "./parts";
import type { Remembered } from "./recovery/remembered";
import type { Windows } from "./windows";

export type OrganisationFacts = {
  name: string;
  imsOrgId: string;
  region: string;
  shield: "healthcare" | "privacy_security";
  cjaBought: boolean;
  azureTenantId: string;
  azureSubscriptionId: string;
};

/** A person's statement, where no API can tell. `statedOn` is the date they gave, `statedAt` when they said it. */
export type StatementFacts = {
  id: string;
  step: StepId;
  reference: string;
  text: string | null;
  statedOn: string | null;
  statedByName: string;
  statedAt: string;
};

/** The last time that an application wrapped or unwrapped with a version of the key. */
export type KeyUseFacts = {
  applicationId: string;
  operation: string;
  keyVersion: string;
  lastAt: string;
  callerIp?: string | null;
};

/** What the watching identity was refused to see: since when, when last seen to be so, and how. Times are ISO 8601. */
export type RefusedLooks = Partial<
  Record<FactSubject, { since: string; at: string; failure: VendorFailure }>
>;

/** Everything that the rules of one part look at. Pure data: the same input gives the same verdict. */
export type PartInput = {
  part: PartId;
  organisation: OrganisationFacts;
  choices: CompleteChoices;
  facts: PartFacts;
  statements: StatementFacts[];
  /** Resource id of the vault of the other part, when known: CJA wants a vault of its own. */
  otherVaultId: string | null;
  /** Steps on which an attempt is running now, with the time it began. */
  running: Partial<Record<StepKey, string>>;
  /** How the newest attempt of a step failed, when it did. */
  failures: Partial<Record<StepKey, VendorFailure>>;
  /** What earlier observations tell; left out where only the present counts. */
  remembered?: Remembered;
  /** Whether Azure refused the key's name lately because a deleted key holds it. */
  keyNameHeld?: boolean;
  /** What the newest attempt of a step waits for, while its window is open. */
  waits?: Partial<Record<StepKey, Waiting>>;
  /** The last uses of the key that the vault's logs tell; left out where no log was read. */
  keyUses?: KeyUseFacts[];
  /** How far that log was read, ISO 8601, and what kept it from being read last; left out: nobody tried. */
  keyLog?: { readUntil: string; failure: VendorFailure | null };
  /** What watching may not see any more; left out where only what was seen counts. */
  refused?: RefusedLooks;
  /** How Adobe I/O Events says that its registration stands; null: none is known. */
  eventFeed?: { status: string | null; at: string } | null;
  /** How many people stood behind sending the key to Adobe; left out where nothing is recorded of it. */
  irreversible?: { people: number };
  /** Which of Azure's clouds; left out: the public one. */
  cloud?: AzureCloudId | undefined;
  now: string; // ISO 8601
} & Windows;
