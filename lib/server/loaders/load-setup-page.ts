import "server-only";
import { notFound } from "next/navigation";
import { findStep, type StepDefinition } from "@/lib/cmk/parts";
import type { SetupView } from "@/lib/cmk/views";
import { getSetupPage } from "@/lib/services/setup/get-setup-page";
import { onOrganisationPage } from "../gates/page";

/** The set-up and one step of it, as stored, in one reading. Part and step come from the address: any other is not found. */
export function loadStepPage(organisationId: string, part: string, step: string) {
  const definition = findStep(part, step);
  if (!definition) notFound();
  return loadSetupPage(organisationId, definition);
}

/** The same with the step that the set-up itself calls for. */
export function loadSetupPage(
  organisationId: string,
  step: StepDefinition | ((setup: SetupView) => StepDefinition),
) {
  return onOrganisationPage(organisationId, (context) => getSetupPage(context, step));
}
