import type { TokenCredential } from "@azure/core-auth";
import { createAzureClient } from "@/lib/azure/azure-client";
import { applicationCredential } from "@/lib/azure/identity/application-credential";
import type { AzureClient } from "@/lib/azure/ports";
import { installProxy } from "@/lib/azure/proxy";
import { ADOBE_MONITOR_ADDRESS, AZURE_ROLES, vaultResourceId } from "@/lib/cmk/ids";
import { SUBSCRIPTIONS, TENANTS } from "@/sandbox/seed/names";
import type { Sandbox } from "@/sandbox/start";
import { checkExchange } from "./conformance/check-exchange";
import { startTestSandbox } from "./sandbox";
import { signInAs, TEST_IDENTITY } from "./sign-in";

export const SUBSCRIPTION = SUBSCRIPTIONS.contoso;
export const SHARED = vaultResourceId(SUBSCRIPTION, "rg-shared", "kv-contoso-shared");
export const NEW = {
  subscriptionId: SUBSCRIPTION,
  resourceGroup: "rg-cmk",
  name: "kv-contoso-aep-test",
  location: "westeurope",
};
export const NEW_ID = vaultResourceId(SUBSCRIPTION, NEW.resourceGroup, NEW.name);
export const VAULT_URI = `https://${NEW.name}.vault.azure.net/`;
const NAME = "adobe-aep-cmk";

type Asked<Verb extends keyof AzureClient> = AzureClient[Verb] extends (operation: infer Operation) => unknown
  ? Operation
  : never;

/** What makes a group, a vault, the right to make keys, and a key in it. */
export const MAKE = {
  group: {
    op: "create-resource-group",
    subscriptionId: SUBSCRIPTION,
    name: NEW.resourceGroup,
    location: NEW.location,
  } satisfies Asked<"createResourceGroup">,
  vault: {
    op: "create-vault",
    ...NEW,
    tenantId: TENANTS.contoso,
    sku: "premium",
    retentionDays: 90,
    ipRules: [ADOBE_MONITOR_ADDRESS],
  } as Asked<"createVault">,
  role: {
    op: "assign-role",
    scope: NEW_ID,
    roleDefinitionId: AZURE_ROLES.keyVaultCryptoOfficer,
    roleName: "",
    principalName: "",
    principalType: "User",
    appId: null,
  } as const,
  key: {
    op: "create-key",
    vaultId: NEW_ID,
    vaultName: NEW.name,
    name: NAME,
    type: "RSA-HSM",
    size: 3072,
    operations: ["wrapKey", "unwrapKey"],
    rotateAfter: "P18M",
  } as Asked<"createKey">,
};

const AZURE = {
  resourceManagerUrl: "https://management.azure.com",
  keyVaultSuffix: "vault.azure.net",
  managedHsmSuffix: "managedhsm.azure.net",
};

export type AzureWorld = {
  sandbox: Sandbox;
  /** An owner, who may do everything; `second` is a contributor; `watcher` is Clavis's own identity. */
  admin: AzureClient;
  adminId: string;
  adminCredential: TokenCredential;
  second: AzureClient;
  watcher: AzureClient;
};

/** The seeded sandbox, recorded, with the clients of those who call it. Call it in beforeAll. */
export async function startAzureWorld(): Promise<AzureWorld> {
  const sandbox = await startTestSandbox({
    record: true,
    settings: { roleDelayMs: 300, principalDelayMs: 1_200, dnsDelayMs: 600 },
  });
  installProxy();
  const client = (credential: TokenCredential) => createAzureClient({ ...AZURE, credential });
  const { credential, objectId } = await signInAs("admin@contoso.example");
  return {
    sandbox,
    admin: client(credential),
    adminId: objectId,
    adminCredential: credential,
    second: client((await signInAs("admin2@contoso.example")).credential),
    watcher: client(applicationCredential(TEST_IDENTITY, TENANTS.contoso)),
  };
}

/** Makes the key once the right to is in effect: Azure takes a moment. */
export async function makeKey({ admin }: AzureWorld): Promise<void> {
  for (let tries = 0; tries < 40; tries += 1) {
    const made = await admin.createKey(MAKE.key).then(
      () => true,
      () => false,
    );
    if (made) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error("The role was never in effect.");
}

const CHECKED_HOST = /^management\.azure\.com$|\.vault\.azure\.net$/;
/** Permissions are described for no scope in the documents that lie here. */
const UNDESCRIBED_PATH = /\/providers\/Microsoft\.Authorization\/permissions$/i;

/** What was said so far that is not as Microsoft's API documents say, and how much was held against them. */
export function deviations({ sandbox }: AzureWorld): { checked: number; problems: string[] } {
  const exchanges = sandbox.log
    .since(0)
    .filter(({ host, path }) => CHECKED_HOST.test(host) && !UNDESCRIBED_PATH.test(path))
    // The fault that a test asked for is not the sandbox's answer.
    .filter(({ responseBody }) => !responseBody?.includes("Principal does not exist in the directory."));
  const problems = exchanges.flatMap((one) =>
    checkExchange(one).map((problem) => `${one.method} ${one.path}: ${problem}`),
  );
  return { checked: exchanges.length, problems };
}
