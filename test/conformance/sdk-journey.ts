import { randomBytes, randomUUID } from "node:crypto";
import { AuthorizationManagementClient } from "@azure/arm-authorization";
import { KeyVaultManagementClient } from "@azure/arm-keyvault";
import { ResourceManagementClient } from "@azure/arm-resources";
import { SubscriptionClient } from "@azure/arm-resources-subscriptions";
import type { TokenCredential } from "@azure/core-auth";
import { CryptographyClient, KeyClient } from "@azure/keyvault-keys";
import { EnvHttpProxyAgent, fetch as undiciFetch } from "undici";

/**
 * A client as any other: a process of its own, pointed at the sandbox by HTTPS_PROXY and NODE_EXTRA_CA_CERTS
 * alone. Walks through vault, key, role and lock; ends with a line of what it saw, or with an error.
 */
const {
  AZURE_TENANT_ID,
  AZURE_CLIENT_ID = "",
  AZURE_CLIENT_SECRET = "",
  AZURE_SUBSCRIPTION_ID = "",
} = process.env;
const dispatcher = new EnvHttpProxyAgent();

const credential: TokenCredential = {
  getToken: async (scopes) => {
    const body = new URLSearchParams({
      grant_type: "client_credentials",
      client_id: AZURE_CLIENT_ID,
      client_secret: AZURE_CLIENT_SECRET,
      scope: [scopes].flat().join(" "),
    });
    const url = `https://login.microsoftonline.com/${AZURE_TENANT_ID}/oauth2/v2.0/token`;
    const reply = await undiciFetch(url, { method: "POST", body, dispatcher });
    const answer = (await reply.json()) as { access_token: string; expires_in: number };
    return { token: answer.access_token, expiresOnTimestamp: Date.now() + answer.expires_in * 1000 };
  },
};

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const GROUP = "rg-journey";
const VAULT = "kv-journey";
const quick = { updateIntervalInMs: 100 };
const subscriptions = new SubscriptionClient(credential);
const resources = new ResourceManagementClient(credential, AZURE_SUBSCRIPTION_ID);
const keyVault = new KeyVaultManagementClient(credential, AZURE_SUBSCRIPTION_ID);
const authorization = new AuthorizationManagementClient(credential, AZURE_SUBSCRIPTION_ID);
const keys = new KeyClient(`https://${VAULT}.vault.azure.net`, credential);

async function raw(method: string, path: string, properties?: object): Promise<unknown> {
  const token = await credential.getToken("https://management.azure.com/.default");
  const reply = await undiciFetch(`https://management.azure.com${path}`, {
    method,
    dispatcher,
    headers: { authorization: `Bearer ${token?.token}`, "content-type": "application/json" },
    body: properties ? JSON.stringify({ properties }) : undefined,
  });
  if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`);
  return reply.text();
}

async function controlPlane(): Promise<string> {
  await all(subscriptions.tenants.list());
  await all(subscriptions.subscriptions.list());
  await subscriptions.subscriptions.get(AZURE_SUBSCRIPTION_ID);
  await resources.resourceGroups.checkExistence(GROUP);
  await resources.resourceGroups.createOrUpdate(GROUP, { location: "westeurope", tags: { for: "journey" } });
  await resources.resourceGroups.get(GROUP);
  await all(resources.resourceGroups.list());
  await resources.providers.get("Microsoft.KeyVault");
  await resources.providers.register("Microsoft.KeyVault");
  await keyVault.vaults.checkNameAvailability({ name: VAULT, type: "Microsoft.KeyVault/vaults" });
  const vault = await keyVault.vaults.createOrUpdate(
    GROUP,
    VAULT,
    {
      location: "westeurope",
      properties: {
        tenantId: AZURE_TENANT_ID ?? "",
        sku: { family: "A", name: "premium" },
        enableRbacAuthorization: true,
        softDeleteRetentionInDays: 30,
      },
    },
    quick,
  );
  const networkAcls = {
    bypass: "AzureServices",
    defaultAction: "Deny",
    ipRules: [{ value: "203.0.113.0/24" }],
  };
  await keyVault.vaults.update(GROUP, VAULT, { properties: { networkAcls } });
  await keyVault.vaults.get(GROUP, VAULT);
  await all(keyVault.vaults.list());
  await all(keyVault.vaults.listBySubscription());
  await all(keyVault.vaults.listByResourceGroup(GROUP));
  return vault.id ?? "";
}

async function controlPlaneKeys(): Promise<void> {
  const properties = {
    kty: "RSA",
    keySize: 2048,
    rotationPolicy: {
      attributes: { expiryTime: "P2Y" },
      lifetimeActions: [{ trigger: { timeAfterCreate: "P18M" }, action: { type: "rotate" as const } }],
    },
  };
  await keyVault.keys.createIfNotExist(GROUP, VAULT, "from-arm", { properties });
  await keyVault.keys.get(GROUP, VAULT, "from-arm");
  await all(keyVault.keys.list(GROUP, VAULT));
  const [version] = await all(keyVault.keys.listVersions(GROUP, VAULT, "from-arm"));
  await keyVault.keys.getVersion(GROUP, VAULT, "from-arm", version?.name ?? "");
}

async function access(scope: string): Promise<void> {
  const filter = "roleName eq 'Key Vault Crypto Service Encryption User'";
  const [role] = await all(authorization.roleDefinitions.list(scope, { filter }));
  await authorization.roleDefinitions.getById(role?.id ?? "");
  const [mine] = await all(authorization.roleAssignments.listForSubscription({ filter: "atScope()" }));
  const made = await authorization.roleAssignments.create(scope, randomUUID(), {
    roleDefinitionId: role?.id ?? "",
    principalId: mine?.principalId ?? "",
    principalType: mine?.principalType,
  });
  await authorization.roleAssignments.getById(made.id ?? "");
  await all(authorization.roleAssignments.listForScope(scope));
  await all(authorization.roleAssignments.listForResource(GROUP, "Microsoft.KeyVault", "vaults", VAULT));
  await all(authorization.denyAssignments.listForScope(scope));
  await all(authorization.permissions.listForResource(GROUP, "Microsoft.KeyVault", "", "vaults", VAULT));
  await authorization.roleAssignments.deleteById(made.id ?? "");
  const setting = `${scope}/providers/Microsoft.Insights/diagnosticSettings`;
  const version = "?api-version=2021-05-01-preview";
  await raw("PUT", `${setting}/audit${version}`, {
    workspaceId: `${scope}-log`,
    logs: [{ category: "AuditEvent", enabled: true }],
  });
  await raw("GET", `${setting}/audit${version}`);
  await raw("GET", `${setting}${version}`);
  await raw("DELETE", `${setting}/audit${version}`);
  const lock = `${scope}/providers/Microsoft.Authorization/locks/keep?api-version=2020-05-01`;
  await raw("PUT", lock, { level: "CanNotDelete", notes: "journey" });
  await raw("DELETE", lock);
}

async function dataPlane(): Promise<void> {
  const key = await keys.createRsaKey("adobe-cmk", { hsm: true, keySize: 3072, tags: { for: "adobe" } });
  await keys.getKey("adobe-cmk");
  await all(keys.listPropertiesOfKeys());
  await all(keys.listPropertiesOfKeyVersions("adobe-cmk"));
  await keys.updateKeyProperties("adobe-cmk", key.properties.version ?? "", { enabled: true });
  await keys.getKeyRotationPolicy("adobe-cmk");
  await keys.updateKeyRotationPolicy("adobe-cmk", {
    lifetimeActions: [{ action: "Notify", timeBeforeExpiry: "P30D" }],
    expiresIn: "P1Y",
  });
  const crypto = new CryptographyClient(key.id ?? "", credential);
  const secret = randomBytes(32);
  const { result } = await crypto.wrapKey("RSA-OAEP-256", secret);
  const back = await crypto.unwrapKey("RSA-OAEP-256", result);
  if (!Buffer.from(back.result).equals(secret)) throw new Error("unwrapping gave something else");
  await keys.rotateKey("adobe-cmk");
  const gone = await keys.beginDeleteKey("adobe-cmk", { intervalInMs: 50 });
  await gone.pollUntilDone();
  await keys.getDeletedKey("adobe-cmk");
  await all(keys.listDeletedKeys());
  await (await keys.beginRecoverDeletedKey("adobe-cmk", { intervalInMs: 50 })).pollUntilDone();
  await (await keys.beginDeleteKey("from-arm", { intervalInMs: 50 })).pollUntilDone();
  await keys.purgeDeletedKey("from-arm");
}

async function ending(): Promise<void> {
  await keyVault.vaults.delete(GROUP, VAULT);
  await all(keyVault.vaults.listDeleted());
  await keyVault.vaults.getDeleted(VAULT, "westeurope");
  await keyVault.vaults.purgeDeleted(VAULT, "westeurope", quick);
  await resources.resourceGroups.beginDeleteAndWait(GROUP, quick);
}

const scope = await controlPlane();
await controlPlaneKeys();
await access(scope);
await dataPlane();
await ending();
process.stdout.write("JOURNEY_DONE\n");
