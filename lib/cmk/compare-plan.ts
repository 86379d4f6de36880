import type { Observed } from "./facts";
import type { PartInput } from "./input";
import { permissionModel } from "./key-store";
import type { Change, Operation } from "./plan";
import { changesOf, policyInWords } from "./plans/changes";
import { adobeApplicationId } from "./requirements/app";
import { valueOf } from "./value-of";

/**
 * A planned value beside the one that was read back. matches and differs were observed after the plan was applied;
 * unread was not looked at since, or is nothing that the step looks at.
 */
export type ComparedChange = Pick<Change, "action" | "resource" | "property"> & {
  planned: string;
  readBack: string | null;
  state: "matches" | "differs" | "unread";
  at: string | null;
};

type Read = { at: string; values: Record<string, string | null> };

const onOff = (value: boolean | null) => (value === null ? null : value ? "on" : "off");
const listed = (values: string[]) => values.join(", ") || "none";

/** Words of the preview, from what is there now; null when nothing was observed that could tell. */
function vaultNow(input: PartInput): Read | null {
  const { vault } = input.facts;
  const value = valueOf(vault);
  if (!vault || !value) return null;
  if (!value.exists) return { at: vault.at, values: { vault: "none" } };
  const { publicNetworkAccess, defaultAction, ipRules } = value;
  const trusted = value.bypassAzureServices ? "trusted services; " : "";
  return {
    at: vault.at,
    values: {
      vault: value.name,
      resourceGroup: value.resourceGroup,
      location: value.location,
      tier: value.sku,
      retention: value.retentionDays === null ? null : String(value.retentionDays),
      softDelete: onOff(value.softDelete),
      purgeProtection: onOff(value.purgeProtection),
      rbac: value.rbac === null ? null : permissionModel(value),
      publicNetworkAccess,
      defaultAction,
      bypassAzureServices: onOff(value.bypassAzureServices),
      ipRules: listed(ipRules),
      firewall: `${defaultAction.toLowerCase()}; ${trusted}${listed(ipRules)}`,
    },
  };
}

/** A vault that is read back in the subscription proves that it may have vaults. */
function providerNow(
  input: PartInput,
  { namespace }: Extract<Operation, { op: "register-provider" }>,
): Read | null {
  const { vault } = input.facts;
  return vault && valueOf(vault)?.exists ? { at: vault.at, values: { provider: namespace } } : null;
}

function keyNow(input: PartInput): Read | null {
  const { key } = input.facts;
  const value = valueOf(key);
  if (!key || !value) return null;
  if (!value.exists) return { at: key.at, values: { key: "none" } };
  const early = value.notBefore !== null && Date.parse(value.notBefore) > Date.parse(key.at);
  return {
    at: key.at,
    values: {
      key: value.name,
      type: value.size === null ? null : `${value.type} ${value.size}`,
      operations: listed(value.operations),
      rotation: value.rotates ?? "none",
      enabled: value.enabled === null ? null : value.enabled ? "enabled" : "disabled",
      notBefore: early ? value.notBefore : "now",
      expires: value.expires ?? "none",
    },
  };
}

function policyNow(input: PartInput): Read | null {
  const { key } = input.facts;
  const value = valueOf(key);
  if (!key || !value?.exists || value.rotationPolicy === undefined) return null;
  return { at: key.at, values: policyInWords(value.rotationPolicy) };
}

function rotationNow(input: PartInput, operation: Extract<Operation, { op: "rotate-key" }>): Read | null {
  const { key } = input.facts;
  const value = valueOf(key);
  if (!key || !value?.exists || value.version === null) return null;
  const old = valueOf(input.facts.keyVersions)?.versions.find(({ version }) => version === operation.version);
  const isNew = value.version !== operation.version;
  const kept = old?.enabled ?? null;
  const oldVersion = kept === null ? null : kept ? "enabled" : "disabled";
  return { at: key.at, values: { keyVersion: isNew ? "new version" : value.version, oldVersion } };
}

function removalNow(
  input: PartInput,
  operation: Extract<Operation, { op: "remove-role-assignment" }>,
): Read | null {
  const { extensions } = input.facts;
  const value = valueOf(extensions);
  if (!extensions || !value) return null;
  const left = value.roleAssignments.some(({ id }) => id.toLowerCase() === operation.id.toLowerCase());
  return { at: extensions.at, values: { role: left ? operation.roleName : "none" } };
}

function roleNow(input: PartInput, operation: Extract<Operation, { op: "assign-role" }>): Read | null {
  const { assignments, extensions } = input.facts;
  const principal = valueOf(input.facts.principal);
  // A step looks at the roles of Adobe's principal alone; a person's is among all that hang on the vault.
  // What Clavis's own identity holds is read back where it was given.
  const adobe = adobeApplicationId(input);
  const { principalType, appId } = operation;
  if (principalType === "ServicePrincipal" && appId !== null && adobe !== null && appId !== adobe)
    return null;
  const ofAdobe = operation.principalType === "ServicePrincipal";
  const list = ofAdobe ? valueOf(assignments)?.list : valueOf(extensions)?.roleAssignments;
  const at = ofAdobe ? assignments?.at : extensions?.at;
  if (!list || !at) return null;
  const held = list.find(
    ({ principalId, roleDefinitionId }) =>
      principalId === (operation.principalId ?? (principal?.exists ? principal.objectId : null)) &&
      roleDefinitionId.toLowerCase() === operation.roleDefinitionId.toLowerCase(),
  );
  const values = { role: held ? operation.roleName : "none", scope: held?.scope ?? "none" };
  return { at, values };
}

function appNow(input: PartInput): Read | null {
  const { principal } = input.facts;
  const value = valueOf(principal);
  if (!principal || !value) return null;
  const values = value.exists
    ? { servicePrincipal: value.appId, tenant: value.tenantId }
    : { servicePrincipal: "none", tenant: "none" };
  return { at: principal.at, values };
}

function sentNow(input: PartInput): Read | null {
  const config = input.facts.config as Observed<unknown> | undefined;
  const value = valueOf(input.facts.config);
  if (!config || !value) return null;
  const values = value.exists
    ? { configuration: value.name, keyIdentifier: value.keyIdentifier }
    : { configuration: "none", keyIdentifier: "none" };
  return { at: config.at, values };
}

function readBack(operation: Operation, input: PartInput): Read | null {
  switch (operation.op) {
    case "register-provider":
      return providerNow(input, operation);
    case "create-resource-group":
    case "create-vault":
    case "update-vault":
    case "recover-vault":
      return vaultNow(input);
    case "create-key":
    case "update-key":
    case "recover-key":
      return keyNow(input);
    case "assign-role":
      return roleNow(input, operation);
    case "create-service-principal":
      return appNow(input);
    case "set-rotation-policy":
      return policyNow(input);
    case "rotate-key":
      return rotationNow(input, operation);
    case "remove-role-assignment":
      return removalNow(input, operation);
    case "submit-key":
      return sentNow(input);
    default:
      return null;
  }
}

/** Names and addresses are the same in any case, and a single address is its own /32; Adobe keeps no version. */
function comparable(property: string, value: string): string {
  const text = value
    .toLowerCase()
    .replaceAll("/32", "")
    .replace(/:443\//, "/");
  if (property === "operations" || property === "ipRules") return text.split(", ").sort().join(", ");
  return property === "keyIdentifier" ? text.replace(/^(https:\/\/[^/]+\/keys\/[^/]+)\/.*$/, "$1") : text;
}

const PLANNED: Record<string, string> = { rbac: "Azure RBAC" };

function isSame(property: string, planned: string, found: string): boolean {
  const wanted = planned === "on" ? (PLANNED[property] ?? planned) : planned;
  // A key keeps the operations it had: nothing planned is missing when there are more.
  if (property === "operations") return wanted.split(", ").every((one) => found.split(", ").includes(one));
  return comparable(property, wanted) === comparable(property, found);
}

/** Every change of an applied plan beside what was read back at or after `since` (ISO 8601). */
export function comparePlan(operations: Operation[], input: PartInput, since: string): ComparedChange[] {
  return operations.flatMap((operation) => {
    const read = readBack(operation, input);
    const fresh = read !== null && read.at >= since ? read : null;
    return changesOf(operation).map(({ action, resource, property, after: planned }): ComparedChange => {
      const found = fresh?.values[property] ?? null;
      const row = { action, resource, property, planned, readBack: found };
      if (found === null) return { ...row, state: "unread", at: null };
      return {
        ...row,
        state: isSame(property, planned, found) ? "matches" : "differs",
        at: fresh?.at ?? null,
      };
    });
  });
}
