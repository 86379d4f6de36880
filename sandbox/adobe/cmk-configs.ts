import { randomUUID } from "node:crypto";
import type { CmkConfig } from "../core/adobe-types";
import type { SandboxReply, SandboxRequest, World } from "../core/types";
import { adobeJson, problem } from "./adobe-reply";
import { advanceEnablements } from "./enablement";
import type { Entrant } from "./gateway";
import { readKeyIdentifier } from "./key-identifier";

const TYPE = "BYOK_CONFIG";
const PROVIDER = "AZURE_KEYVAULT";

type Body = {
  name?: unknown;
  type?: unknown;
  imsOrgId?: unknown;
  configData?: { providerType?: unknown; keyVaultKeyIdentifier?: unknown };
};

const bad = (detail: string) => problem(400, "BadRequestError", detail);

/** Adobe's own answers put the configuration's name where the key's belongs; callers must not rely on it. */
function configData(config: CmkConfig): Record<string, string> {
  return {
    keyVaultUri: config.keyVaultUri,
    keyVaultKeyIdentifier: config.keyVaultKeyIdentifier,
    keyVersion: config.keyVersion,
    keyName: config.name,
    providerType: PROVIDER,
  };
}

function readBody(request: SandboxRequest): Body | null {
  try {
    const body: unknown = JSON.parse(request.body.toString("utf8"));
    return typeof body === "object" && body !== null ? (body as Body) : null;
  } catch {
    return null;
  }
}

/** Takes a key's address under a configuration name and starts its enablement. */
export function sendKey(request: SandboxRequest, world: World, { org }: Entrant): SandboxReply {
  if (!/^application\/json\b/i.test(request.headers["content-type"] ?? ""))
    return bad("A valid content-type must be specified");
  const body = readBody(request);
  if (!body) return bad("The request body is not valid JSON");
  const { name, type, imsOrgId } = body;
  if (typeof name !== "string" || name.trim() === "" || name.length > 255) return bad("name is required");
  if (type !== TYPE) return bad(`type must be ${TYPE}`);
  if (imsOrgId !== org.imsOrgId) return bad("imsOrgId must be the organization of the request");
  if (body.configData?.providerType !== PROVIDER) return bad(`configData.providerType must be ${PROVIDER}`);
  const identifier = body.configData.keyVaultKeyIdentifier;
  const key = typeof identifier === "string" ? readKeyIdentifier(identifier) : null;
  if (!key || typeof identifier !== "string")
    return bad(
      "configData.keyVaultKeyIdentifier must be the address of a key in a vault under vault.azure.net",
    );

  const own = world.state.cmkConfigs.filter((config) => config.imsOrgId === org.imsOrgId);
  const alive = own.filter((config) => config.status !== "FAILED");
  if (alive.some((config) => config.name === name))
    return problem(409, "ConflictError", `A configuration with the name ${name} already exists`);
  if (alive.length > 0)
    return problem(409, "ConflictError", "The organization already has an active configuration");

  const now = world.now().toISOString();
  const config: CmkConfig = {
    id: randomUUID(),
    imsOrgId: org.imsOrgId,
    name,
    keyVaultUri: key.vaultUri,
    keyName: key.keyName,
    keyVersion: key.version,
    keyVaultKeyIdentifier: identifier,
    status: "RUNNING",
    submittedAt: now,
    stageChangedAt: now,
    failure: null,
  };
  world.state.cmkConfigs = world.state.cmkConfigs.filter(
    (one) => !(one.imsOrgId === org.imsOrgId && one.name === name),
  );
  world.state.cmkConfigs.push(config);
  world.save();
  const app = world.state.apps.find((candidate) => candidate.appId === org.cmkAppId);
  const shown = {
    configData: configData(config),
    name: app?.displayName ?? name,
    type: TYPE,
    imsOrgId: org.imsOrgId,
    status: "NEW",
  };
  return adobeJson(201, { id: config.id, config: shown, status: "CREATED" });
}

/** How far the enablement of a configuration is; names are compared letter by letter. */
export async function readStatus(
  request: SandboxRequest,
  world: World,
  { org }: Entrant,
  name: string,
): Promise<SandboxReply> {
  if (request.url.searchParams.get("configType") !== TYPE) return bad(`configType must be ${TYPE}`);
  await advanceEnablements(world);
  const config = world.state.cmkConfigs.find(
    (candidate) => candidate.imsOrgId === org.imsOrgId && candidate.name === name,
  );
  if (!config) return problem(404, "NotFoundError", `No configuration with the name ${name} was found`);
  return adobeJson(200, {
    name: config.name,
    type: TYPE,
    status: config.status,
    configData: configData(config),
    imsOrgId: config.imsOrgId,
    subscriptionId: config.id,
    id: config.id,
    rowType: "BYOK_KEY",
  });
}
