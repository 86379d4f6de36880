import "server-only";
import type { TokenCredential } from "@azure/core-auth";
import type { GraphRequest } from "@microsoft/microsoft-graph-client";
import { z } from "zod";
import type { PrincipalFacts } from "@/lib/cmk/facts";
import { GUID_PATTERN } from "@/lib/cmk/ids";
import { type CallLimits, callVendor } from "@/lib/vendor-call";
import { isFailure, vendorFailure } from "./errors";
import { createGraphClient } from "./graph-client";
import { describeGraphError } from "./graph-errors";
import type { RenewableCredential } from "./identity/credential";
import { LIMITS, PAGES } from "./limits";
import type { DirectoryClient } from "./ports";
import { principalAuditsSchema, toAuditEntries } from "./principal-audits";

export type DirectoryConfig = {
  /** For the tenant below: a token of another tenant answers about that one. */
  credential: TokenCredential & Partial<RenewableCredential>;
  tenantId: string;
  /** Such as https://graph.microsoft.com. */
  graphUrl: string;
  signal?: AbortSignal;
  beforeCall?: () => void;
};

const personSchema = z.object({ id: z.string(), displayName: z.string().nullish() });
const memberOfSchema = z.object({
  value: z.array(z.object({ "@odata.type": z.string().optional(), roleTemplateId: z.string().nullish() })),
  "@odata.nextLink": z.string().optional(),
});
const principalSchema = z.object({
  id: z.string(),
  appId: z.string(),
  displayName: z.string().nullish(),
  accountEnabled: z.boolean().nullish(),
  appOwnerOrganizationId: z.string().nullish(),
});

const PRINCIPAL_FIELDS = "id,appId,displayName,accountEnabled,appOwnerOrganizationId";
const DIRECTORY_ROLE = "#microsoft.graph.directoryRole";

type Call = (
  path: string,
  limits: CallLimits,
  send: (request: GraphRequest) => Promise<unknown>,
) => Promise<unknown>;

/** Microsoft Graph in one tenant, over the official SDK. Nothing is asked before the first method is called. */
export function createDirectoryClient(config: DirectoryConfig): DirectoryClient {
  const call = caller(config);
  const toFacts = (answer: unknown): PrincipalFacts => {
    const found = read(principalSchema, answer);
    return {
      exists: true,
      tenantId: config.tenantId.toLowerCase(),
      objectId: found.id,
      appId: found.appId,
      displayName: found.displayName ?? found.appId,
      enabled: found.accountEnabled ?? null,
      ownerTenantId: found.appOwnerOrganizationId ?? null,
    };
  };

  async function getServicePrincipal(appId: string): Promise<PrincipalFacts | null> {
    if (!GUID_PATTERN.test(appId)) {
      throw vendorFailure(
        "graph",
        { status: 400, code: "InvalidAppId", message: `${appId} is no application id.` },
        undefined,
      );
    }
    try {
      return toFacts(
        await call(`/servicePrincipals(appId='${appId}')`, LIMITS.read, (request) =>
          request.select(PRINCIPAL_FIELDS).get(),
        ),
      );
    } catch (error) {
      if (isFailure(error, "absent")) return null;
      throw error;
    }
  }

  return {
    getServicePrincipal,
    async me() {
      const found = read(
        personSchema,
        await call("/me", LIMITS.read, (request) => request.select("id,displayName").get()),
      );
      return { objectId: found.id, name: found.displayName ?? found.id };
    },
    async myDirectoryRoles() {
      const roles = new Set<string>();
      let path: string | undefined = "/me/transitiveMemberOf?$top=999";
      for (let page = 0; path !== undefined; page++) {
        if (page >= PAGES) throw endless();
        const answer: z.infer<typeof memberOfSchema> = read(
          memberOfSchema,
          await call(path, LIMITS.list, (request) => request.get()),
        );
        for (const entry of answer.value) {
          const isRole = entry["@odata.type"] === undefined || entry["@odata.type"] === DIRECTORY_ROLE;
          if (isRole && entry.roleTemplateId) roles.add(entry.roleTemplateId.toLowerCase());
        }
        path = answer["@odata.nextLink"];
      }
      return [...roles];
    },
    async hasServicePrincipal(objectId) {
      if (!GUID_PATTERN.test(objectId)) return false;
      try {
        await call(`/servicePrincipals/${objectId}`, LIMITS.read, (request) => request.select("id").get());
        return true;
      } catch (error) {
        if (isFailure(error, "absent")) return false;
        throw error;
      }
    },
    async listPrincipalAudits(appId, since) {
      const found: ReturnType<typeof toAuditEntries> = [];
      const filter = `activityDateTime ge ${since.toISOString()} and category eq 'ApplicationManagement'`;
      let path: string | undefined = `/auditLogs/directoryAudits?$filter=${encodeURIComponent(filter)}`;
      for (let page = 0; path !== undefined; page++) {
        if (page >= PAGES) throw endless();
        const answer: z.infer<typeof principalAuditsSchema> = read(
          principalAuditsSchema,
          await call(path, LIMITS.list, (request) => request.get()),
        );
        found.push(...toAuditEntries(answer.value, appId.toLowerCase()));
        path = answer["@odata.nextLink"];
      }
      return found.sort((a, b) => (a.at < b.at ? -1 : 1));
    },
    async createServicePrincipal(appId) {
      try {
        return toFacts(await call("/servicePrincipals", LIMITS.write, (request) => request.post({ appId })));
      } catch (error) {
        if (!isFailure(error, "conflict")) throw error;
        const existing = await getServicePrincipal(appId);
        if (existing === null) throw error;
        return existing;
      }
    },
  };
}

function endless() {
  const found = { status: null, code: "TooManyPages", message: "A listing does not end." };
  return vendorFailure("graph", found, undefined);
}

function caller(config: DirectoryConfig): Call {
  const { client, thrownBy } = createGraphClient(config.graphUrl, () => accessToken(config));
  const once: Call = (path, limits, send) => {
    config.beforeCall?.();
    return callVendor(
      { vendor: "graph", limits, describe: describeGraphError, signal: config.signal },
      async (signal) => {
        try {
          return await send(client.api(path).option("signal", signal).option("redirect", "manual"));
        } catch (error) {
          throw thrownBy(signal) ?? error;
        }
      },
    );
  };
  return async (...asked) => {
    try {
      return await once(...asked);
    } catch (error) {
      // An application's permissions are in its token: what was consented to since works with the next one alone.
      if (!isFailure(error, "refused") || !config.credential.renew?.(scopeOf(config))) throw error;
      return once(...asked);
    }
  };
}

const scopeOf = ({ graphUrl }: DirectoryConfig) => `${graphUrl}/.default`;

async function accessToken(config: DirectoryConfig): Promise<string> {
  const token = await config.credential.getToken(scopeOf(config));
  if (token) return token.token;
  throw vendorFailure(
    "graph",
    { status: 401, code: "NoToken", message: "There is no token for Microsoft Graph." },
    undefined,
  );
}

function read<T>(schema: z.ZodType<T>, answer: unknown): T {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw vendorFailure(
    "graph",
    { status: null, code: null, message: "Graph's answer has another form than agreed." },
    parsed.error,
  );
}
