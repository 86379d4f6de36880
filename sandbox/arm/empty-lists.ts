import { route } from "../core/match";
import { json } from "../core/reply";
import { SURFACES, type Surface } from "./api-versions";
import { type ArmRoute, requireAction } from "./arm-call";
import { requireScope, writtenScope } from "./scopes";

/** Things that scanners ask for and that this world has none of: the true answer is an empty list. */
function emptyList(surface: Surface, type: string): ArmRoute {
  return [
    route("GET", `/{scope*}/providers/${type}`),
    {
      surface,
      handle: (call) => {
        const scope = writtenScope(call.params.scope ?? "");
        requireAction(call, `${type}/read`, scope);
        requireScope(call.world, scope);
        return json(200, { value: [] });
      },
    },
  ];
}

function emptyPart(part: string): ArmRoute {
  const vault = "{group*}/providers/Microsoft.KeyVault/vaults/{vault}";
  return [
    route("GET", `/${vault}/${part}`),
    {
      surface: SURFACES.vaults,
      handle: (call) => {
        const scope = `/${call.params.group}/providers/Microsoft.KeyVault/vaults/${call.params.vault}`;
        requireAction(call, `Microsoft.KeyVault/vaults/${part}/read`, scope);
        requireScope(call.world, scope);
        return json(200, { value: [] });
      },
    },
  ];
}

export const emptyListRoutes: ArmRoute[] = [
  emptyList(SURFACES.authorization, "Microsoft.Authorization/denyAssignments"),
  emptyList(SURFACES.authorization, "Microsoft.Authorization/roleEligibilityScheduleInstances"),
  emptyList(SURFACES.authorization, "Microsoft.Authorization/roleAssignmentScheduleInstances"),
  emptyPart("secrets"),
  emptyPart("privateEndpointConnections"),
  emptyPart("privateLinkResources"),
];
