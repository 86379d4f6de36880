import { randomUUID } from "node:crypto";
import type { AdobeClient } from "@/lib/adobe/ports";
import type { AzureClient, DirectoryClient } from "@/lib/azure/ports";
import type {
  AssignmentFacts,
  ConfigFacts,
  KeyFacts,
  PrincipalFacts,
  VaultFacts,
  VendorFailure,
} from "@/lib/cmk/facts";
import { vaultResourceId } from "@/lib/cmk/ids";
import { storeOfTier } from "@/lib/cmk/key-store";
import { isTransactionOpen } from "@/lib/db/transaction";
import type { Clouds } from "@/lib/services/context";
import { VendorError } from "@/lib/vendor-error";
import { sampleKey, samplePrincipal, sampleVault } from "./sample-input";

type Any = AzureClient & DirectoryClient & AdobeClient;
export type CallName = keyof Any;

/** What stands in for the vendors where the flow of a verb is tested: a small world, and a record of every call. */
export type FakeWorld = {
  /** Where vaults and principals are made. */
  tenantId: string;
  vaults: VaultFacts[];
  keys: KeyFacts[];
  principals: PrincipalFacts[];
  assignments: AssignmentFacts[];
  config: ConfigFacts | null;
  groups: string[];
  providerRegistered: boolean;
  directoryRoles: string[];
  dataActions: boolean;
  calls: CallName[];
  /** Runs before a call is answered: throw here to break it. */
  before: Partial<Record<CallName, () => void | Promise<void>>>;
  /** Runs when a call has had its effect: throw here to lose the answer. */
  after: Partial<Record<CallName, () => void | Promise<void>>>;
};

export function refusal(changes: Partial<VendorFailure> = {}): VendorError {
  return new VendorError({
    kind: "refused",
    vendor: "azure",
    status: 403,
    code: "AuthorizationFailed",
    message: "The client does not have authorization.",
    requestId: "request-1",
    retryable: false,
    retryAfterSeconds: null,
    ...changes,
  });
}

const GLOBAL_ADMINISTRATOR = "62e90394-69f5-4237-9190-012177145e10";
const APP = samplePrincipal().appId;

export function fakeWorld(changes: Partial<FakeWorld> = {}): FakeWorld {
  return {
    tenantId: sampleVault().tenantId,
    vaults: [],
    keys: [],
    principals: [],
    assignments: [],
    config: null,
    groups: [],
    providerRegistered: true,
    directoryRoles: [GLOBAL_ADMINISTRATOR],
    dataActions: true,
    calls: [],
    before: {},
    after: {},
    ...changes,
  };
}

function implementation(world: FakeWorld): Any {
  const vaultAt = (vaultId: string) => world.vaults.find(({ id }) => id === vaultId);
  const keysOf = (vaultId: string) => world.keys.filter(({ vaultUri }) => vaultUri === vaultAt(vaultId)?.uri);
  const add = <T>(list: T[], same: (entry: T) => boolean, entry: T) => {
    if (!list.some(same)) list.push(entry);
  };
  const subscription = { id: "s", name: "s", tenantId: "t", state: "Enabled" };
  return {
    listSubscriptions: async () => [subscription],
    getSubscription: async () => subscription,
    isProviderRegistered: async () => world.providerRegistered,
    registerProvider: async () => {
      world.providerRegistered = true;
    },
    resourceGroupExists: async (_subscription, name) => world.groups.includes(name),
    listTenants: async () => [world.tenantId],
    listVaults: async () => world.vaults.filter(({ sku }) => storeOfTier(sku) === "vault"),
    listManagedHsms: async () => world.vaults.filter(({ sku }) => storeOfTier(sku) === "hsm"),
    getManagedHsm: async (_subscription, _group, name) =>
      world.vaults.find((vault) => vault.name === name && storeOfTier(vault.sku) === "hsm") ?? null,
    getDeletedManagedHsm: async () => null,
    getVault: async (_subscription, _group, name) =>
      world.vaults.find((vault) => vault.name === name) ?? null,
    getDeletedVault: async () => null,
    listDeletedVaults: async () => [],
    checkVaultName: async () => ({ available: true, reason: null, message: null }),
    listKeyNames: async (vaultId) => keysOf(vaultId).map(({ name }) => name),
    getKey: async (vaultId, name) => keysOf(vaultId).find((key) => key.name === name) ?? null,
    listKeyVersions: async (vaultId, name) => {
      const key = keysOf(vaultId).find((candidate) => candidate.name === name);
      if (!key?.version) return [];
      const { version, enabled, notBefore, expires, created = null } = key;
      return [{ version, enabled, notBefore, expires, created }];
    },
    getDeletedKey: async () => ({ softDeleted: null, hidden: null }),
    listDiagnosticSettings: async () => [],
    listLocks: async () => [],
    listDenyAssignments: async () => [],
    listActivity: async () => [],
    queryVaultAudit: async () => ({ changes: [], uses: [] }),
    listPrincipalAudits: async () => [],
    getMonitoring: async () => ({
      diagnostics: [],
      metricAlerts: [],
      watchedOperations: [],
      eventTypes: [],
      defenderTier: null,
    }),
    listRoleAssignments: async (scope, principalId) =>
      world.assignments.filter(
        (entry) => entry.scope === scope && (!principalId || entry.principalId === principalId),
      ),
    listPermissions: async () => ({ allowsAction: () => true, allowsDataAction: () => world.dataActions }),
    createResourceGroup: async ({ name }) => add(world.groups, (group) => group === name, name),
    createVault: async ({ subscriptionId, name, resourceGroup, sku }) => {
      const id = vaultResourceId(subscriptionId, resourceGroup, name);
      const made = sampleVault({ id, subscriptionId, name, resourceGroup, sku, tenantId: world.tenantId });
      add(world.vaults, (vault) => vault.name === name, made);
    },
    updateVault: async ({ vaultId, settings }) => {
      Object.assign(vaultAt(vaultId) ?? {}, settings);
    },
    assignRole: async ({ scope, roleDefinitionId, principalId }) =>
      add(
        world.assignments,
        (entry) => entry.principalId === principalId && entry.roleDefinitionId === roleDefinitionId,
        {
          id: randomUUID(),
          roleDefinitionId,
          principalId,
          scope,
          condition: null,
          createdOn: "2020-01-01T00:00:00.000Z",
        },
      ),
    createKey: async ({ vaultId, name, type, size, operations }) => {
      const vaultUri = vaultAt(vaultId)?.uri ?? "";
      add(
        world.keys,
        (key) => key.name === name && key.vaultUri === vaultUri,
        sampleKey({ name, vaultUri, type, size, operations }),
      );
    },
    updateKey: async ({ name, enabled, operations, expires }) => {
      const key = world.keys.find((candidate) => candidate.name === name);
      if (key && enabled) key.enabled = true;
      if (key && operations) key.operations = operations;
      if (key && expires) key.expires = expires;
    },
    setRotationPolicy: async ({ name, policy }) => {
      const key = world.keys.find((candidate) => candidate.name === name);
      if (key) Object.assign(key, { rotationPolicy: policy, rotates: policy.rotateAfter });
    },
    rotateKey: async ({ name, version }) => {
      const key = world.keys.find((candidate) => candidate.name === name);
      if (key?.version === version) key.version = randomUUID().replaceAll("-", "");
    },
    recoverVault: async () => undefined,
    recoverKey: async () => undefined,
    removeRoleAssignment: async ({ id }) => {
      world.assignments = world.assignments.filter((entry) => entry.id !== id);
    },
    hasServicePrincipal: async (objectId) =>
      world.principals.some((principal) => principal.objectId === objectId),
    me: async () => ({ objectId: "person", name: "Ada" }),
    myDirectoryRoles: async () => world.directoryRoles,
    getServicePrincipal: async (appId) =>
      world.principals.find((principal) => principal.appId === appId) ?? null,
    createServicePrincipal: async (appId) => {
      const made = samplePrincipal({ appId, objectId: randomUUID(), tenantId: world.tenantId });
      add(world.principals, (principal) => principal.appId === appId, made);
      return made;
    },
    getAppRegistration: async () => ({
      applicationId: APP,
      name: "Adobe CMK",
      consentUrl: `https://login.microsoftonline.com/common/oauth2/authorize?client_id=${APP}`,
    }),
    getConfig: async (name) => (world.config?.name === name ? world.config : null),
    submitKey: async ({ configName, keyIdentifier }) => {
      world.config = { exists: true, name: configName, status: "RUNNING", vaultUri: null, keyIdentifier };
      return world.config;
    },
  };
}

/** Clouds over a fake world. Every call refuses to be made inside a database transaction, and is written down. */
export function fakeClouds(world: FakeWorld): Clouds {
  const inner = implementation(world);
  const client = Object.fromEntries(
    (Object.keys(inner) as CallName[]).map((name) => [
      name,
      async (...args: unknown[]) => {
        if (isTransactionOpen()) throw new Error(`${name} was called inside a transaction.`);
        world.calls.push(name);
        await world.before[name]?.();
        const answer = await (inner[name] as (...given: unknown[]) => Promise<unknown>)(...args);
        await world.after[name]?.();
        return (
          structuredClone(answer instanceof Object && "allowsAction" in answer ? null : answer) ?? answer
        );
      },
    ]),
  ) as Any;
  return {
    azure: async () => client,
    directory: async () => client,
    adobe: async () => client,
    consentUrl: async (address, tenantId) => address.replace("/common/", `/${tenantId}/`),
  };
}

/** The calls that change something. */
export function changesMade(world: FakeWorld): CallName[] {
  return world.calls.filter((name) =>
    /^(create|register|update|assign|submit|set|rotate|recover|remove)/.test(name),
  );
}
