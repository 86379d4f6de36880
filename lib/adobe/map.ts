import "server-only";
import { z } from "zod";
import type { ConfigFacts, RegistrationFacts } from "@/lib/cmk/facts";
import { GUID_PATTERN } from "@/lib/cmk/ids";

/** GET …/byok/app-registration. */
export const registrationAnswerSchema = z.object({
  name: z.string().nullish(),
  applicationId: z.string().regex(GUID_PATTERN),
  applicationRedirectUrl: z.url(),
});

const configDataSchema = z.object({
  keyVaultUri: z.string().nullish(),
  keyVaultKeyIdentifier: z.string().nullish(),
});

/** GET …/customer/config/{name}. */
export const configAnswerSchema = z.object({
  status: z.string().min(1),
  configData: configDataSchema.nullish(),
});

/** POST …/customer/config: the configuration is one level down, with a status of its own. */
export const submitAnswerSchema = z.object({
  status: z.string().min(1),
  config: z.object({ configData: configDataSchema.nullish() }).nullish(),
});

export function mapRegistration(answer: z.infer<typeof registrationAnswerSchema>): RegistrationFacts {
  return {
    applicationId: answer.applicationId.toLowerCase(),
    name: answer.name || "Adobe Experience Platform CMK",
    consentUrl: answer.applicationRedirectUrl,
  };
}

/** Adobe's samples show other things under `name` and `keyName`: the name is the one asked for, the key its address. */
function mapConfig(
  name: string,
  status: string,
  found: z.infer<typeof configDataSchema> | null | undefined,
): ConfigFacts {
  const identifier = found?.keyVaultKeyIdentifier ?? null;
  const origin = identifier && URL.canParse(identifier) ? `${new URL(identifier).origin}/` : null;
  return { exists: true, name, status, vaultUri: found?.keyVaultUri ?? origin, keyIdentifier: identifier };
}

/** A configuration as its status question answers. */
export function mapStatus(name: string, answer: z.infer<typeof configAnswerSchema>): ConfigFacts {
  return mapConfig(name, answer.status, answer.configData);
}

/** A configuration as it was just accepted; what Adobe leaves out is what was sent. */
export function mapSubmitted(
  name: string,
  keyIdentifier: string,
  answer: z.infer<typeof submitAnswerSchema>,
): ConfigFacts {
  return mapConfig(name, answer.status, {
    keyVaultKeyIdentifier: keyIdentifier,
    ...answer.config?.configData,
  });
}
