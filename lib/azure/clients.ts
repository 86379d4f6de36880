import "server-only";
import { AuthorizationManagementClient } from "@azure/arm-authorization";
import { KeyVaultManagementClient } from "@azure/arm-keyvault";
import { ResourceManagementClient } from "@azure/arm-resources";
import { SubscriptionClient } from "@azure/arm-resources-subscriptions";
import type { TokenCredential } from "@azure/core-auth";
import {
  bearerTokenAuthenticationPolicy,
  createDefaultHttpClient,
  createPipelineFromOptions,
  type PipelineRequest,
  type PipelineResponse,
} from "@azure/core-rest-pipeline";
import { keyVaultAuthenticationPolicy } from "@azure/keyvault-common";
import { KeyClient } from "@azure/keyvault-keys";
import { BoundedMap } from "@/lib/bounded-map";
import { AZURE_CLOUDS } from "@/lib/cmk/azure-clouds";
import { type CallLimits, callVendor } from "@/lib/vendor-call";
import { describeAzureError, vendorFailure } from "./errors";
import { azureHttpClient } from "./http-client";
import { keepErrorAnswers } from "./kept-answers";
import { noteAnswers } from "./note-answers";

export type AzureConfig = {
  credential: TokenCredential;
  /** Such as https://management.azure.com. */
  resourceManagerUrl: string;
  /** The end of vaults' host names, such as vault.azure.net: no token goes to any other host. */
  keyVaultSuffix: string;
  /** The same of managed HSMs, such as managedhsm.azure.net. */
  managedHsmSuffix: string;
  /** Such as https://api.loganalytics.io; left out: the public cloud's. */
  logAnalyticsUrl?: string;
  /** Ends every call early. */
  signal?: AbortSignal;
  /** Runs before each call and may throw, for example while a database transaction is open. */
  beforeCall?: () => void;
};

/** Key Vault's control plane: versions before this one retire on 2027-02-27. */
const KEY_VAULT_API_VERSION = "2026-02-01";

/** Retries are lib/vendor-call's, redirects are nobody's. */
const SDK_OPTIONS = {
  httpClient: azureHttpClient,
  retryOptions: { maxRetries: 0 },
  redirectOptions: { maxRetries: 0 },
  userAgentOptions: { userAgentPrefix: "Clavis" },
  additionalPolicies: [
    { policy: keepErrorAnswers, position: "perCall" as const },
    { policy: noteAnswers, position: "perCall" as const },
  ],
};

/** The SDK's clients for one credential, made when first needed, and `call`, through which all of them are used. */
export type AzureClients = ReturnType<typeof createAzureClients>;

export function createAzureClients(config: AzureConfig) {
  const { credential, resourceManagerUrl: endpoint } = config;
  const scope = `${endpoint}/.default`;
  const options = { ...SDK_OPTIONS, endpoint, credentialScopes: scope };
  const vaults = memo(
    (id) =>
      new KeyVaultManagementClient(credential, id, {
        ...SDK_OPTIONS,
        endpoint,
        apiVersion: KEY_VAULT_API_VERSION,
        credentials: { scopes: [scope] },
      }),
  );
  const authorization = memo((id) => new AuthorizationManagementClient(credential, id, options));
  const resources = memo((id) => new ResourceManagementClient(credential, id, options));
  const subscriptions = memo(() => new SubscriptionClient(credential, options));
  const requireHost = (uri: string) =>
    requireVaultHost(uri, [config.keyVaultSuffix, config.managedHsmSuffix]);
  const keys = memo((vaultUri) => new KeyClient(requireHost(vaultUri), credential, SDK_OPTIONS));
  const dataPlane = memo(() => dataPlanePipeline(credential));

  const logAnalyticsUrl = config.logAnalyticsUrl ?? AZURE_CLOUDS.public.logAnalytics;
  const logs = memo(() => {
    const pipeline = createPipelineFromOptions(SDK_OPTIONS);
    const scopes = `${logAnalyticsUrl}/.default`;
    pipeline.addPolicy(bearerTokenAuthenticationPolicy({ credential, scopes }));
    return pipeline;
  });

  return {
    logAnalyticsUrl,
    /** What every query of a workspace goes through: its token, no retries, no redirects. */
    logs: () => logs(""),
    keyVaultSuffix: config.keyVaultSuffix,
    /** The data plane's address of a managed HSM, without a slash at its end. */
    managedHsmUri: (name: string) => `https://${name.toLowerCase()}.${config.managedHsmSuffix}`,
    resourceManagerUrl: endpoint,
    vaults,
    authorization,
    resources,
    subscriptions: () => subscriptions(""),
    keys,
    /** A call to a data plane that KeyClient has no method for, with the same challenge and token. */
    sendToDataPlane: (request: PipelineRequest): Promise<PipelineResponse> => {
      requireHost(request.url);
      return dataPlane("").sendRequest(createDefaultHttpClient(), request);
    },
    /** One safe-to-repeat use of an SDK client, within limits; every failure becomes a VendorError. */
    call<T>(
      vendor: "azure" | "key-vault",
      limits: CallLimits,
      attempt: (signal: AbortSignal) => Promise<T>,
    ): Promise<T> {
      config.beforeCall?.();
      return callVendor(
        { vendor, limits, describe: describeAzureError(vendor), signal: config.signal },
        attempt,
      );
    },
  };
}

/** Subscriptions, and vaults, of one directory whose clients are kept: some 15 KB each. */
const MOST_CLIENTS = 50;

function memo<T>(make: (key: string) => T): (key: string) => T {
  const made = new BoundedMap<string, T>(MOST_CLIENTS);
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const fresh = make(key);
    made.set(key, fresh);
    return fresh;
  };
}

function dataPlanePipeline(credential: TokenCredential) {
  const { additionalPolicies, ...options } = SDK_OPTIONS;
  const pipeline = createPipelineFromOptions(options);
  pipeline.addPolicy(keyVaultAuthenticationPolicy(credential));
  for (const { policy } of additionalPolicies) pipeline.addPolicy(policy);
  return pipeline;
}

function requireVaultHost(vaultUri: string, suffixes: string[]): string {
  const url = URL.canParse(vaultUri) ? new URL(vaultUri) : null;
  const own = suffixes.some((suffix) => url?.hostname.endsWith(`.${suffix}`));
  if (url?.protocol === "https:" && own) return url.origin;
  throw vendorFailure(
    "key-vault",
    { status: 400, code: "NotAVault", message: `${vaultUri} is no vault of ${suffixes.join(" or ")}.` },
    undefined,
  );
}
