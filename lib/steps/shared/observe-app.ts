import "server-only";
import { adobeApplicationId } from "@/lib/cmk/requirements/app";
import type { Observer, StepContext } from "../step";
import { look } from "./look";
import { orNull } from "./or-null";

/** Adobe's application for this organisation, as Adobe names it; only the AEP part has one of its own. */
export const observeRegistration: Observer = async (context) =>
  context.input.part === "cja"
    ? []
    : [
        await look(context, "registration", "adobe", async () =>
          (await context.adobe()).getAppRegistration(),
        ),
      ];

/** The service principal of Adobe's application in the tenant of the vault. */
export const observePrincipal: Observer = async (context) => {
  const appId = adobeApplicationId(context.input);
  if (appId === null) return [];
  return [
    await look(context, "principal", "graph", async () => {
      const found = await (await context.directory()).getServicePrincipal(appId);
      if (found) return found;
      const elsewhere = await findElsewhere(context, appId);
      return {
        exists: false as const,
        softDeleted: null,
        ...(elsewhere.length > 0 ? { elsewhere } : {}),
      };
    }),
  ];
};

/** Tenants that are asked: people are guests in more than anybody would consent in. */
const ASKED = 5;

/** Adobe's own consent address names no tenant: where else of the person's tenants it may have landed. */
async function findElsewhere(context: StepContext, appId: string): Promise<string[]> {
  const { directoryIn, person } = context;
  if (!directoryIn || !person) return [];
  const tenants = await orNull(async () => (await context.azure()).listTenants());
  const others = (tenants ?? []).filter((id) => id !== context.input.organisation.azureTenantId);
  const found: string[] = [];
  // One after the other: they share the person's stored tokens.
  for (const tenantId of others.sort().slice(0, ASKED))
    if (await orNull(() => directoryIn(tenantId).getServicePrincipal(appId))) found.push(tenantId);
  return found;
}

/** The directory roles of the person who is signed in; Clavis itself holds none worth looking at. */
export const observeDirectoryRoles: Observer = async (context) => {
  const { person } = context;
  if (!person) return [];
  return [
    await look(context, "directoryRoles", "graph", async () => ({
      objectId: person.objectId,
      name: person.name,
      roleTemplateIds: await (await context.directory()).myDirectoryRoles(),
    })),
  ];
};
