import type { RoleAssignment } from "../core/types";
import type { ArmCall } from "./arm-call";
import { ArmError } from "./arm-error";

type Kind = RoleAssignment["principalType"];

/**
 * What kind of principal an id is. A service principal made a moment ago has not reached Azure Resource Manager:
 * without a principalType in the request it is refused until then.
 */
export function checkPrincipal(call: ArmCall, principalId: string, said: string | null): Kind {
  const { state } = call.world;
  const { tenantId } = call.caller;
  const isIt = (id: string) => id.toLowerCase() === principalId.toLowerCase();
  const user = state.accounts.find((one) => isIt(one.objectId) && one.tenantId === tenantId);
  const service = state.servicePrincipals.find((one) => isIt(one.id) && one.tenantId === tenantId);
  const arrives = service ? Date.parse(service.createdDateTime) + state.settings.principalDelayMs : 0;
  if ((!user && !service) || (service && said === null && call.now.getTime() < arrives)) {
    throw new ArmError(
      400,
      "PrincipalNotFound",
      `Principal ${principalId.replaceAll("-", "")} does not exist in the directory ${tenantId}. Check that you have ` +
        "the correct principal ID. If you are creating this principal and then immediately assigning a role, this " +
        "error might be related to a replication delay. In this case, set the role assignment principalType property " +
        "to a value, such as ServicePrincipal, User, or Group. See https://aka.ms/docs-principaltype",
    );
  }
  const kind: Kind = user ? "User" : "ServicePrincipal";
  if (said !== null && said.toLowerCase() !== kind.toLowerCase()) {
    throw new ArmError(
      400,
      "UnmatchedPrincipalType",
      `The PrincipalId '${principalId.replaceAll("-", "")}' has type '${kind}', which is different from specified ` +
        `PrinciaplType '${said}'.`,
    );
  }
  return kind;
}
