import { z } from "zod";

const place = z.object({
  resourceGroup: z.string(),
  vault: z.string(),
  key: z.string(),
  /** Where the vault is; null when it is gone, and then the usual place will do. */
  seen: z.object({ location: z.string(), sku: z.enum(["standard", "premium", "managed-hsm"]) }).nullish(),
});

/** What the sandbox tells of its demo world (GET /control/demo), as far as the console keeps it too. */
export const manifestSchema = z.object({
  organisations: z.array(
    z.object({
      name: z.string(),
      imsOrgId: z.string(),
      region: z.string(),
      shield: z
        .string()
        .transform((name) => name.replace("-", "_"))
        .pipe(z.enum(["healthcare", "privacy_security"])),
      cjaBought: z.boolean(),
      tenantId: z.guid(),
      subscriptionId: z.guid(),
      adobeClientId: z.string().min(1),
      adobeClientSecret: z.string().min(1),
      /** The registration of Adobe I/O Events that feeds it. */
      eventFeed: z
        .object({
          consumerOrgId: z.string(),
          projectId: z.string(),
          workspaceId: z.string(),
          registrationId: z.string(),
        })
        .nullish(),
      setup: z.object({
        aep: place.extend({ config: z.string().nullable(), shieldReference: z.string() }).nullable(),
        cja: place.extend({ ticket: z.string(), confirmation: z.string() }).nullable(),
      }),
    }),
  ),
  accounts: z.array(
    z.object({
      objectId: z.guid(),
      tenantId: z.guid(),
      upn: z.string(),
      displayName: z.string(),
      appRoles: z.array(z.string()),
      everywhere: z.boolean(),
    }),
  ),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type DemoOrganisation = Manifest["organisations"][number];
export type DemoAccount = Manifest["accounts"][number];
