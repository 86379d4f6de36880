import { storeOfHost } from "../core/clouds";
import type { Service } from "../core/types";
import { answerDataPlane, KEY_ROUTES, OTHER_ROUTES } from "./data-plane";
import { findVault } from "./vault-model";

/** The data plane of every vault, on its own host name. */
export const keyVaultService: Service = {
  name: "key-vault",
  matches: (host) => storeOfHost("vaultSuffix", host) !== null,
  handle: (request, world) => {
    const vault = findVault(world.state, storeOfHost("vaultSuffix", request.host)?.name ?? "");
    return answerDataPlane(request, world, vault, [...KEY_ROUTES, ...OTHER_ROUTES]);
  },
};
