import "server-only";
import type { ConfigFacts, RegistrationFacts } from "@/lib/cmk/facts";
import type { Operation } from "@/lib/cmk/plan";

/** Adobe's customer-managed-key API, for one organisation. Every method may throw a VendorError. */
export type AdobeClient = {
  /** Answers only to a credential with the permission Manage Customer Managed Key. */
  getAppRegistration(): Promise<RegistrationFacts>;
  /** null when Adobe knows no configuration of this name; the name is case-sensitive. */
  getConfig(name: string): Promise<ConfigFacts | null>;
  submitKey(operation: Extract<Operation, { op: "submit-key" }>): Promise<ConfigFacts>;
};
