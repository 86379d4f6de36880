import "server-only";
import { adobeApplicationId } from "@/lib/cmk/requirements/app";
import type { Observer } from "../step";
import { look } from "./look";

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
      return found ?? { exists: false as const, softDeleted: null };
    }),
  ];
};

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
