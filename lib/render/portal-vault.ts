import type { Operation } from "../cmk/plan";
import type { portalLinks } from "./portal-links";

export type Links = ReturnType<typeof portalLinks>;
type Get<Op extends Operation["op"]> = Extract<Operation, { op: Op }>;
/** One step: what it is for, where, and what to do there. */
export type PortalStep = { title: string; link: string; todo: string[] };

/** Steps that make a vault, and then close its firewall. */
export function portalCreateVault(operation: Get<"create-vault">, links: Links): PortalStep[] {
  const { subscriptionId, resourceGroup, name } = operation;
  const id = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.KeyVault/vaults/${name}`;
  return [
    {
      title: `Create the key vault ${name}`,
      link: links.create("Microsoft.KeyVault"),
      todo: [
        `Basics: subscription ${subscriptionId}, resource group ${resourceGroup}, name ${name}, region ${operation.location}, pricing tier ${operation.sku}.`,
        `Basics: days to retain deleted vaults ${operation.retentionDays}; enable purge protection (it cannot be turned off again).`,
        "Access configuration: Azure role-based access control.",
        "Review + create.",
      ],
    },
    {
      title: `Close the firewall of ${name}, except for Adobe`,
      link: links.resource(id, "networking"),
      todo: networking({
        publicNetworkAccess: "Enabled",
        defaultAction: "Deny",
        ipRules: operation.ipRules,
        bypassAzureServices: true,
      }),
    },
  ];
}

function networking(settings: Get<"update-vault">["settings"]): string[] {
  const { publicNetworkAccess, defaultAction, ipRules, bypassAzureServices } = settings;
  const selected = publicNetworkAccess || defaultAction === "Deny";
  return [
    ...(selected && defaultAction !== "Allow"
      ? ["Public network access: allow it from specific virtual networks and IP addresses."]
      : []),
    ...(defaultAction === "Allow" ? ["Public network access: allow it from all networks."] : []),
    ...(ipRules ? [`Firewall, IP addresses: the list is ${ipRules.join(", ")}. Remove none of them.`] : []),
    ...(bypassAzureServices ? ["Exception: allow trusted Microsoft services to bypass this firewall."] : []),
    "Apply. It takes up to 10 minutes to work everywhere.",
  ];
}

/** Steps that change a vault, one per page of the portal. */
export function portalUpdateVault(
  { vaultId, name, settings }: Get<"update-vault">,
  links: Links,
): PortalStep[] {
  const { publicNetworkAccess, defaultAction, ipRules, bypassAzureServices } = settings;
  const network = publicNetworkAccess || defaultAction || ipRules || bypassAzureServices;
  const lasting = [
    ...(settings.softDelete ? ["Enable soft delete."] : []),
    ...(settings.purgeProtection
      ? ["Enable purge protection (it cannot be turned off again), and save."]
      : []),
  ];
  return [
    ...(lasting.length > 0
      ? [
          {
            title: `Protect ${name} against deletion`,
            link: links.resource(vaultId, "properties"),
            todo: lasting,
          },
        ]
      : []),
    ...(settings.rbac
      ? [
          {
            title: `Let roles decide about ${name}`,
            link: links.resource(vaultId, "access_config"),
            todo: [
              "Permission model: Azure role-based access control. Access policies stop working: give roles to whoever used them first.",
            ],
          },
        ]
      : []),
    ...(network
      ? [
          {
            title: `Change the firewall of ${name}`,
            link: links.resource(vaultId, "networking"),
            todo: networking(settings),
          },
        ]
      : []),
  ];
}
