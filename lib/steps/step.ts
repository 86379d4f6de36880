import "server-only";
import type { AdobeClient } from "@/lib/adobe/ports";
import type { AzureClient, DirectoryClient } from "@/lib/azure/ports";
import type { FactSubject, FactValue, Observed } from "@/lib/cmk/facts";
import type { PartInput } from "@/lib/cmk/input";
import type { PartId, StepId } from "@/lib/cmk/parts";
import type { Operation } from "@/lib/cmk/plan";
import type { PlanContext } from "@/lib/cmk/plans/make-plan";

/** One subject as it was just seen, or why it could not be. */
export type FactInput = { [S in FactSubject]: { subject: S } & Observed<FactValue<S>> }[FactSubject];

/** What a step works with. The clouds are those of whoever acts; nothing of the database is in reach. */
export type StepContext = {
  input: PartInput;
  /** The signed-in person; null when Clavis itself looks. */
  person: { objectId: string; name: string } | null;
  azure(): Promise<AzureClient>;
  directory(): Promise<DirectoryClient>;
  /** The person's view of another tenant of theirs, where there is a person. */
  directoryIn?: ((tenantId: string) => DirectoryClient) | undefined;
  adobe(): Promise<AdobeClient>;
  /** Azure through the read-only application identity, where there is one. */
  watchingAzure?: (() => Promise<AzureClient>) | undefined;
  now(): Date;
};

/** Asks a vendor. A refusal or silence is a fact too; only programming errors are thrown. */
export type Observer = (context: StepContext) => Promise<FactInput[]>;

/** One step of the procedure: what it looks at, what it would change, and how. It never writes the database. */
export type Step = {
  part: PartId;
  id: StepId;
  /** Everything that the step's requirements and its plan rest on. */
  observe: Observer;
  plan(input: PartInput, context: PlanContext): Operation[];
  /** Carries out operations in order; each does nothing when its result is there already. Throws VendorError. */
  apply(context: StepContext, operations: Operation[]): Promise<void>;
};
