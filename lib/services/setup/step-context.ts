import "server-only";
import type { PartInput } from "@/lib/cmk/input";
import { may } from "@/lib/cmk/permissions";
import type { StepContext } from "@/lib/steps/step";
import type { OrganisationContext } from "../context";

/** What the steps are given: the rules' input and the clouds of whoever acts. Only an admin counts as a person there. */
export function stepContext(context: OrganisationContext, input: PartInput): StepContext {
  const { actor, clouds, now } = context;
  const person =
    actor.kind === "user" && may(actor.roles, "setup.apply")
      ? { objectId: actor.objectId, name: actor.name }
      : null;
  const { azure, directory, directoryIn, adobe, watchingAzure } = clouds;
  return { input, person, azure, directory, directoryIn, adobe, watchingAzure, now };
}
