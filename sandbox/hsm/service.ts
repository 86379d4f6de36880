import { storeOfHost } from "../core/clouds";
import type { Service } from "../core/types";
import { answerDataPlane, KEY_ROUTES } from "../keyvault/data-plane";
import { findHsm } from "./local-access";
import { localRoleRoutes } from "./role-routes";

/** The data plane of every managed HSM: keys as in a vault, and roles of its own. */
export const managedHsmService: Service = {
  name: "managed-hsm",
  matches: (host) => storeOfHost("hsmSuffix", host) !== null,
  handle: (request, world) => {
    const hsm = findHsm(world.state, storeOfHost("hsmSuffix", request.host)?.name ?? "");
    return answerDataPlane(request, world, hsm, [...localRoleRoutes, ...KEY_ROUTES]);
  },
};
