import "server-only";
import type { RegistrationFacts } from "@/lib/cmk/facts";
import type { Gateway } from "./gateway";
import { mapRegistration, registrationAnswerSchema } from "./map";

/**
 * Adobe's application for this organisation. Only a credential with the permission Manage Customer Managed Key
 * gets an answer: a VendorError of kind refused means that it lacks it.
 */
export async function getAppRegistration(gateway: Gateway): Promise<RegistrationFacts> {
  return mapRegistration(await gateway.get("/byok/app-registration", registrationAnswerSchema));
}
