import type { Operation, ScriptedOperation } from "../cmk/plan";
import { lastSegment } from "./format";
import { onHsm } from "./managed-hsm";
import { portalHsm } from "./managed-hsm-templates";
import { type PortalPlace, portalLinks } from "./portal-links";
import { type Links, type PortalStep, portalCreateVault, portalUpdateVault } from "./portal-vault";

type Get<Op extends Operation["op"]> = Extract<Operation, { op: Op }>;

function assignRole(operation: Get<"assign-role">, links: Links): PortalStep {
  const { roleName, roleDefinitionId, principalName, principalId, appId, scope } = operation;
  const who = [principalName, principalId && `object id ${principalId}`, appId && `application id ${appId}`];
  return {
    title: `Give ${roleName} on ${lastSegment(scope)} to ${principalName}`,
    link: links.resource(scope, "users"),
    todo: [
      "Check on the tab Role assignments that it is not there yet; then Add, Add role assignment.",
      `Role: ${roleName}, id ${roleDefinitionId}.`,
      `Members, ${operation.principalType === "User" ? "user" : "user, group or service principal"}: ${who.filter(Boolean).join(", ")}.`,
      "Review + assign, without a condition. It takes up to 10 minutes to work.",
    ],
  };
}

function updateKey(operation: Get<"update-key">, links: Links): PortalStep {
  return {
    title: `Change the version ${operation.version} of the key ${operation.name}`,
    link: links.key(operation.vaultUri, operation.name),
    todo: [
      `Open the version ${operation.version}.`,
      ...(operation.enabled ? ["Enabled: Yes."] : []),
      ...(operation.operations ? [`Permitted operations: ${operation.operations.join(", ")}.`] : []),
      ...(operation.notBefore === null ? ["Set activation date: now."] : []),
      ...(operation.expires ? [`Set expiration date: ${operation.expires}.`] : []),
      "Save.",
    ],
  };
}

function setPolicy({ vaultUri, name, policy }: Get<"set-rotation-policy">, links: Links): PortalStep {
  const rotate = policy.rotateAfter
    ? `${policy.rotateAfter} after creation`
    : policy.rotateBefore && `${policy.rotateBefore} before expiry`;
  return {
    title: `Set the rotation policy of the key ${name}`,
    link: links.key(vaultUri, name),
    todo: [
      "Choose Rotation policy. Times are ISO 8601 durations: P18M is 18 months, P30D is 30 days.",
      `Expiry time of new versions: ${policy.expiryTime ?? "none"}.`,
      rotate ? `Enable auto rotation: Enabled, ${rotate}.` : "Enable auto rotation: Disabled.",
      ...(policy.notifyBefore ? [`Notification: ${policy.notifyBefore} before expiry.`] : []),
      "Save.",
    ],
  };
}

function stepsOf(operation: ScriptedOperation, links: Links): PortalStep[] {
  const hsm = onHsm(operation);
  if (hsm) return [portalHsm(hsm, links)];
  switch (operation.op) {
    case "register-provider":
      return [
        {
          title: `Register ${operation.namespace} in the subscription`,
          link: links.resource(`/subscriptions/${operation.subscriptionId}`, "resourceproviders"),
          todo: [`Select ${operation.namespace}, choose Register, and wait until it says Registered.`],
        },
      ];
    case "create-resource-group":
      return [
        {
          title: `Create the resource group ${operation.name}`,
          link: links.create("Microsoft.ResourceGroup"),
          todo: [
            `Subscription ${operation.subscriptionId}, name ${operation.name}, region ${operation.location}; Review + create.`,
          ],
        },
      ];
    case "create-vault":
      return portalCreateVault(operation, links);
    case "update-vault":
      return portalUpdateVault(operation, links);
    case "assign-role":
      return [assignRole(operation, links)];
    case "create-key":
      return [
        {
          title: `Create the key ${operation.name} in ${operation.vaultName}`,
          link: links.resource(operation.vaultId, "keys"),
          todo: [
            "The list must load: the vault's firewall has to let your own address in, or use the script for Azure CLI.",
            `Generate/Import: generate, name ${operation.name}, type ${operation.type}, size ${operation.size}, enabled, no dates.`,
            `Create; then open the version, permitted operations: ${operation.operations.join(", ")}; save.`,
            `Rotation policy of the key: enabled, ${operation.rotateAfter} after creation, no expiry time.`,
          ],
        },
      ];
    case "update-key":
      return [updateKey(operation, links)];
    case "set-rotation-policy":
      return [setPolicy(operation, links)];
    case "rotate-key":
      return [
        {
          title: `Make a new version of the key ${operation.name}`,
          link: links.key(operation.vaultUri, operation.name),
          todo: [
            `Only while ${operation.version} is the current version: choose Rotate now.`,
            "Leave the old version enabled: data is still wrapped with it.",
          ],
        },
      ];
    case "create-service-principal":
      return [
        {
          title: `Bring ${operation.name} into the tenant`,
          link: links.consent(operation.appId),
          todo: [
            "Grant consent. The page that follows may be empty or show an error of Adobe's: that does not matter.",
            `Proof: ${links.enterpriseApplications()} lists the application id ${operation.appId}.`,
          ],
        },
      ];
    case "recover-vault":
      return [
        {
          title: `Recover the deleted key vault ${operation.name}`,
          link: links.browseVaults(),
          todo: [
            `Choose Manage deleted vaults, the subscription ${operation.subscriptionId}, select ${operation.name} (${operation.location}), and Recover.`,
            "Its role assignments do not come back with it.",
          ],
        },
      ];
    case "recover-key":
      return [
        {
          title: `Recover the deleted key ${operation.name}`,
          link: links.resource(operation.vaultId, "keys"),
          todo: [`Choose Manage deleted keys, select ${operation.name}, and Recover.`],
        },
      ];
    case "remove-role-assignment":
      return [
        {
          title: `Remove the orphaned assignment of ${operation.roleName} on ${lastSegment(operation.scope)}`,
          link: links.resource(operation.scope, "users"),
          todo: [
            `On the tab Role assignments, select the one of role ${operation.roleName}, id ${operation.roleDefinitionId}, for "Identity not found", object id ${operation.principalId}; Remove.`,
          ],
        },
      ];
    default:
      return operation satisfies never;
  }
}

/** Operations as numbered steps for the Azure portal and the Entra admin center, each with a link to its page. */
export function renderPortal(operations: ScriptedOperation[], place: PortalPlace): string {
  const links = portalLinks(place);
  return operations
    .flatMap((operation) => stepsOf(operation, links))
    .map(({ title, link, todo }, index) =>
      [
        `${index + 1}. ${title.replaceAll("\n", " ")}`,
        `   ${link}`,
        ...todo.map((line) => `   - ${line.replaceAll("\n", " ")}`),
      ].join("\n"),
    )
    .join("\n\n");
}
