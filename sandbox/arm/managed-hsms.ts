import { route } from "../core/match";
import { json } from "../core/reply";
import type { Vault } from "../core/types";
import { findHsm } from "../hsm/local-access";
import { vaultAddress, vaultId } from "../keyvault/vault-model";
import { canAct, seesSomethingIn } from "../rbac/evaluate";
import { SURFACES } from "./api-versions";
import {
  type ArmCall,
  type ArmRoute,
  bodyOf,
  notAuthorised,
  objectOf,
  requireAction,
  subscriptionOf,
} from "./arm-call";
import { ArmError, badRequest } from "./arm-error";
import { requireUnlocked } from "./lock-check";
import { readNetworkRules, readPublicAccess } from "./network-rules";
import { pageOf } from "./paging";
import { isIn, requireGroup, requireHsm } from "./scopes";
import { applyNetwork } from "./vault-write";

const MOST_ADDRESSES = 10;

/** A managed HSM as the control plane shows it. */
function view(hsm: Vault, now: Date) {
  const ready = Date.parse(hsm.readyAt) <= now.getTime();
  return {
    id: vaultId(hsm),
    name: hsm.name,
    type: "Microsoft.KeyVault/managedHSMs",
    location: hsm.location,
    sku: { family: "B", name: "Standard_B1" },
    tags: hsm.tags,
    systemData: {
      createdBy: hsm.createdBy,
      createdByType: "User",
      createdAt: hsm.createdAt,
      lastModifiedBy: hsm.lastModifiedBy,
      lastModifiedByType: "User",
      lastModifiedAt: hsm.lastModifiedAt,
    },
    properties: {
      tenantId: hsm.tenantId,
      hsmUri: `${vaultAddress(hsm)}/`,
      enableSoftDelete: true,
      softDeleteRetentionInDays: hsm.softDeleteRetentionInDays,
      enablePurgeProtection: hsm.enablePurgeProtection ?? false,
      ...(hsm.networkAcls ? { networkAcls: hsm.networkAcls } : {}),
      publicNetworkAccess: hsm.publicNetworkAccess,
      provisioningState: ready ? "Succeeded" : "Updating",
      statusMessage: hsm.activated
        ? "The Managed HSM is provisioned and ready to use."
        : "The Managed HSM is provisioned and waiting for its security domain to be downloaded.",
      securityDomainProperties: { activationStatus: hsm.activated ? "Active" : "NotActivated" },
    },
  };
}

function listed(call: ArmCall, scope: string, isWanted: (hsm: Vault) => boolean) {
  const { state } = call.world;
  const action = "Microsoft.KeyVault/managedHSMs/read";
  if (!seesSomethingIn(state, call.caller.objectId, scope)) throw notAuthorised(call.caller, action, scope);
  const seen = (state.hsms ?? []).filter(
    (hsm) => !hsm.deleted && isWanted(hsm) && canAct(state, call.caller.objectId, action, vaultId(hsm)),
  );
  return json(
    200,
    pageOf(
      call,
      seen.map((hsm) => view(hsm, call.now)),
    ),
  );
}

function inSubscription(call: ArmCall) {
  const { id } = subscriptionOf(call);
  return listed(call, `/subscriptions/${id}`, (hsm) => hsm.subscriptionId === id);
}

function inGroup(call: ArmCall) {
  const { id } = subscriptionOf(call);
  const group = requireGroup(call.world, id, call.params.group ?? "");
  return listed(call, `/subscriptions/${id}/resourceGroups/${group.name}`, (hsm) => isIn(hsm, group));
}

function permitted(call: ArmCall, action: string): Vault {
  const { subscription, group = "", hsm = "" } = call.params;
  const scope = `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.KeyVault/managedHSMs/${hsm}`;
  requireAction(call, action, scope);
  return requireHsm(call.world, subscriptionOf(call).id, group, hsm);
}

function patch(call: ArmCall) {
  const hsm = permitted(call, "Microsoft.KeyVault/managedHSMs/write");
  requireUnlocked(call.world, vaultId(hsm));
  const given = objectOf(bodyOf(call).properties, "properties");
  if (given.enablePurgeProtection === false && hsm.enablePurgeProtection)
    throw badRequest('The property "enablePurgeProtection" cannot be set to false: it is irreversible.');
  const networkAcls = readNetworkRules(given.networkAcls);
  if ((networkAcls?.ipRules.length ?? 0) > MOST_ADDRESSES)
    throw badRequest(`At most ${MOST_ADDRESSES} address rules are supported.`);
  const access = readPublicAccess(given.publicNetworkAccess);
  applyNetwork(call, hsm, {
    ...(given.enablePurgeProtection === true ? { enablePurgeProtection: true as const } : {}),
    ...(networkAcls ? { networkAcls } : {}),
    ...(access ? { publicNetworkAccess: access } : {}),
  });
  call.world.save();
  return json(200, view(hsm, call.now));
}

/** Only brought back: making one takes half an hour, and keys of its owner's. */
function put(call: ArmCall) {
  const { world, params } = call;
  const subscription = subscriptionOf(call);
  const group = requireGroup(world, subscription.id, params.group ?? "");
  const scope = `/subscriptions/${subscription.id}/resourceGroups/${group.name}/providers/Microsoft.KeyVault/managedHSMs/${params.hsm}`;
  requireAction(call, "Microsoft.KeyVault/managedHSMs/write", scope);
  const body = bodyOf(call);
  const given = objectOf(body.properties, "properties");
  const known = findHsm(world.state, params.hsm ?? "");
  if (String(given.createMode ?? "").toLowerCase() !== "recover") {
    if (known?.deleted)
      throw new ArmError(
        409,
        "ConflictError",
        "A Managed HSM with the same name already exists in deleted state. You need to either recover or purge it.",
      );
    throw badRequest("This sandbox makes no managed HSMs.");
  }
  const isHere = known?.deleted && isIn(known, group) && known.location === body.location;
  if (!known || !isHere)
    throw new ArmError(
      404,
      "SoftDeletedManagedHsmDoesNotExist",
      "A soft deleted Managed HSM with the given name does not exist.",
    );
  known.deleted = null;
  known.readyAt = new Date(call.now.getTime() + world.state.settings.dnsDelayMs).toISOString();
  world.save();
  return json(202, view(known, call.now));
}

function listDeleted(call: ArmCall) {
  const { id } = subscriptionOf(call);
  requireAction(call, "Microsoft.KeyVault/deletedManagedHsms/read", `/subscriptions/${id}`);
  const gone = (call.world.state.hsms ?? []).filter((hsm) => hsm.deleted && hsm.subscriptionId === id);
  const rows = gone.map((hsm) => ({
    id: `/subscriptions/${id}/providers/Microsoft.KeyVault/locations/${hsm.location}/deletedManagedHSMs/${hsm.name}`,
    name: hsm.name,
    type: "Microsoft.KeyVault/deletedManagedHSMs",
    properties: {
      mhsmId: vaultId(hsm),
      location: hsm.location,
      tags: hsm.tags,
      deletionDate: hsm.deleted?.deletionDate,
      scheduledPurgeDate: hsm.deleted?.scheduledPurgeDate,
      ...(hsm.enablePurgeProtection ? { purgeProtectionEnabled: true } : {}),
    },
  }));
  return json(200, pageOf(call, rows));
}

const GROUP = "/subscriptions/{subscription}/resourceGroups/{group}";
const HSMS = "providers/Microsoft.KeyVault/managedHSMs";
const surface = SURFACES.vaults;

/** Managed HSMs in Azure Resource Manager: seen, changed and recovered, not made. */
export const managedHsmRoutes: ArmRoute[] = [
  [route("GET", `/subscriptions/{subscription}/${HSMS}`), { surface, handle: inSubscription }],
  [route("GET", `${GROUP}/${HSMS}`), { surface, handle: inGroup }],
  [
    route("GET", `${GROUP}/${HSMS}/{hsm}`),
    {
      surface,
      handle: (call) => json(200, view(permitted(call, "Microsoft.KeyVault/managedHSMs/read"), call.now)),
    },
  ],
  [route("PUT", `${GROUP}/${HSMS}/{hsm}`), { surface, handle: put }],
  [route("PATCH", `${GROUP}/${HSMS}/{hsm}`), { surface, handle: patch }],
  [
    route("GET", "/subscriptions/{subscription}/providers/Microsoft.KeyVault/deletedManagedHSMs"),
    { surface, handle: listDeleted },
  ],
];
