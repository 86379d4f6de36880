import { z } from "zod";
import { AZURE_CLOUDS, type AzureCloudId } from "./azure-clouds";
import {
  ADOBE_CONFIG_NAME_PATTERN,
  KEY_NAME_PATTERN,
  RESOURCE_GROUP_PATTERN,
  VAULT_NAME_PATTERN,
} from "./ids";
import type { PartId } from "./parts";

/** What an admin decided for a part; saved before anything is done, so that a repeat does the same thing. */
export const vaultChoiceSchema = z
  .object({
    mode: z.enum(["create", "adopt"]),
    name: z.string().regex(VAULT_NAME_PATTERN, "vault-name"),
    resourceGroup: z.string().regex(RESOURCE_GROUP_PATTERN, "resource-group"),
    location: z.string().regex(/^[a-z0-9]{3,40}$/, "location"),
    sku: z.enum(["standard", "premium", "managed-hsm"]),
  })
  // Whoever makes one has to take possession of it, with keys that are not Clavis's to hold.
  .refine(({ mode, sku }) => mode === "adopt" || sku !== "managed-hsm", {
    message: "hsm-adopt-only",
    path: ["sku"],
  });

export const keyChoiceSchema = z.object({
  mode: z.enum(["create", "adopt"]),
  name: z.string().regex(KEY_NAME_PATTERN, "key-name"),
  size: z.union([z.literal(3072), z.literal(4096)]),
});

/** Adobe asks for the name again at every status question, and minds its case. */
export const configNameSchema = z.string().regex(ADOBE_CONFIG_NAME_PATTERN, "config-name");

export const choicesSchema = z.object({
  vault: vaultChoiceSchema.optional(),
  key: keyChoiceSchema.optional(),
  configName: configNameSchema.optional(),
});

export type VaultChoice = z.infer<typeof vaultChoiceSchema>;
export type KeyChoice = z.infer<typeof keyChoiceSchema>;
export type Choices = z.infer<typeof choicesSchema>;
/** Choices with nothing left open: what was saved, filled up with suggestions. */
export type CompleteChoices = Required<Choices>;

function slug(name: string): string {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  const short = plain.split("-")[0] ?? "";
  return /^[a-z]/.test(short) ? short.slice(0, 12) : `org${short.slice(0, 9)}`;
}

/**
 * Sensible choices for an organisation that has made none: names from the organisation's, Premium
 * (keys in hardware), RSA 3072. `suffix` keeps globally unique vault names apart: pass six characters
 * that stay the same for the organisation.
 */
export function suggestChoices(
  organisationName: string,
  part: PartId,
  suffix: string,
  cloud: AzureCloudId = "public",
): CompleteChoices {
  const base = slug(organisationName);
  const tail = suffix
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "")
    .slice(0, 4);
  return {
    vault: {
      mode: "create",
      name: `kv-${base}-${part}${tail ? `-${tail}` : ""}`.slice(0, 24),
      resourceGroup: "rg-cmk",
      location: AZURE_CLOUDS[cloud].region,
      sku: "premium",
    },
    key: { mode: "create", name: part === "aep" ? "adobe-aep-cmk" : "adobe-cja-cmk", size: 3072 },
    configName: `${base}-cmk`,
  };
}

/** Saved choices where there are any, suggestions for the rest. */
export function completeChoices(saved: Choices, suggested: CompleteChoices): CompleteChoices {
  return {
    vault: saved.vault ?? suggested.vault,
    key: saved.key ?? suggested.key,
    configName: saved.configName ?? suggested.configName,
  };
}
