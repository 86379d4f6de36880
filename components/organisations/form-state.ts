import type { ZodError } from "zod";
import { createOrganisationSchema } from "@/lib/cmk/schemas";
import type { OrganisationView } from "@/lib/cmk/views";

/** What is typed into the form, as text. */
export type FormValues = {
  name: string;
  imsOrgId: string;
  region: string;
  shield: "healthcare" | "privacy_security";
  cjaBought: boolean;
  azureTenantId: string;
  azureSubscriptionId: string;
  clientId: string;
  clientSecret: string;
  adobeSecretEndsOn: string;
};

export type FormErrors = Partial<Record<keyof FormValues, string>>;

export function valuesOf(organisation: OrganisationView | null): FormValues {
  return {
    name: organisation?.name ?? "",
    imsOrgId: organisation?.imsOrgId ?? "",
    region: organisation?.region ?? "va7",
    shield: organisation?.shield ?? "healthcare",
    cjaBought: organisation?.cjaBought ?? false,
    azureTenantId: organisation?.azureTenantId ?? "",
    azureSubscriptionId: organisation?.azureSubscriptionId ?? "",
    clientId: organisation?.adobeCredential?.clientId ?? "",
    clientSecret: "",
    adobeSecretEndsOn: organisation?.adobeCredential?.endsOn ?? "",
  };
}

/** The request that the form stands for. An empty secret leaves the stored credential as it is. */
export function toRequest(
  { clientId, clientSecret, adobeSecretEndsOn, ...rest }: FormValues,
  withCredential: boolean,
) {
  const request = { ...rest, adobeSecretEndsOn: adobeSecretEndsOn === "" ? null : adobeSecretEndsOn };
  return withCredential ? { ...request, adobeCredential: { clientId, clientSecret } } : request;
}

/** Field by field what is wrong, as keys of `errors.field`; the same rules as the API's. */
export function validate(values: FormValues, withCredential: boolean): FormErrors {
  const result = createOrganisationSchema.safeParse(toRequest(values, withCredential));
  return result.success ? {} : errorsOf(result.error);
}

function errorsOf(error: ZodError): FormErrors {
  const entries = error.issues.map((issue) => [issue.path.at(-1), issue.message]);
  return Object.fromEntries(entries.reverse());
}
