import { json } from "../core/reply";
import type { Service } from "../core/types";

/** Managed HSM is not modelled: no pool exists, whatever its name. */
export const managedHsmService: Service = {
  name: "managed-hsm",
  matches: (host) => host.endsWith(".managedhsm.azure.net"),
  handle: async ({ host }) =>
    json(404, { error: { code: "ResourceNotFound", message: `There is no managed HSM at ${host}.` } }),
};
