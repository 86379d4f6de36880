import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { findStep } from "@/lib/cmk/parts";
import { getStep } from "@/lib/services/setup/get-step";
import { onOrganisationPage } from "../gates/page";

/** One step, as stored: no vendor is asked. Part and step come from the address: any other is not found. */
export const loadStep = cache((organisationId: string, part: string, step: string) => {
  const definition = findStep(part, step);
  if (!definition) notFound();
  return onOrganisationPage(organisationId, (context) =>
    getStep(context, { part: definition.part, step: definition.id }),
  );
});
