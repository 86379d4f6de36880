import type { Evidence, EvidenceId } from "./decoded";

const GUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const find = (source: string) => new RegExp(source, "i");

/** Several shapes for each, the most telling first. Sources: Key Vault and Azure RBAC error texts, Entra error codes. */
const PATTERNS: Record<EvidenceId, readonly RegExp[]> = {
  appId: [
    find(`\\bappid=(${GUID})`),
    find(`\\bclient '(${GUID})' with object id`),
    find(`\\bapplication (?:with identifier|with ID) '(${GUID})'`),
    find(`\\bapplication '(${GUID})'`),
    find(`\\bclient application (${GUID})`),
    find(`\\bclient_id=(${GUID})`),
  ],
  objectId: [find(`\\boid=(${GUID})`), find(`\\bobject id '(${GUID})'`)],
  principalId: [find(`\\bPrincipal ([0-9a-f]{32}|${GUID}) does not exist`)],
  tenantId: [
    find(`\\biss=https://[\\w.]{1,60}/(${GUID})`),
    find(`\\bwrong issuer '?https://[\\w.]{1,60}/(${GUID})`),
    find(`\\b(?:directory|tenant)(?: named)? '?(${GUID})`),
  ],
  audience: [/\bfound: ?'?(https?:\/\/[\w./-]{1,120}?|[0-9a-f-]{36})\.?'?(?:[\s"',]|$)/i],
  action: [
    /\bAction: ?'([\w./*-]{1,200})'/i,
    /\bperform action '([\w./*-]{1,200})'/i,
    /\bOperation '?"?(\w{1,40})"?'? is not allowed/i,
    /\bto (?:access|perform) '?(Microsoft\.KeyVault\/managedHsm\/[\w/]{1,120})/i,
    /\bdoes not have (?:keys|secrets|certificates) (\w{1,40})\b/i,
  ],
  resource: [
    /\bResource: ?'([^'\s]{1,700})'/i,
    /\bover scope '([^'\s]{1,700})'/i,
    /\bauthori[sz]ed to access {1,3}on (\/[\w/-]{0,200})/i,
  ],
  vault: [
    /\bVault: ?([a-z][a-z0-9-]{2,23})(?=[;,'"\s]|$)/i,
    /\/vaults\/([a-z][a-z0-9-]{2,23})(?=[/;,'")\s]|$)/i,
    /\bhttps:\/\/([a-z][a-z0-9-]{2,23})\.vault\.[a-z0-9.]{5,40}/i,
    /\bkey vault '([a-z][a-z0-9-]{2,23})\b/i,
    /\bvault name '([a-z0-9-]{1,60})'/i,
    /\/managedHSMs\/([a-z][a-z0-9-]{2,23})(?=[/;,'")\s]|$)/i,
    /\bhttps:\/\/([a-z][a-z0-9-]{2,23})\.managedhsm\.[a-z0-9.]{5,40}/i,
    /\b(?:HSM|--hsm-name|-HsmName) '?([a-z][a-z0-9-]{2,23})'?(?= (?:at scope|does not|is not|has|was|--?[a-z])|[;,"]|$)/i,
  ],
  key: [
    /\/keys\/([a-z0-9-]{1,127})(?=[/?;,'")\s.]|$)/i,
    /\(name\/id\) ([a-z0-9-]{1,127})(?:\/[0-9a-f]{32})? was not found/i,
    /\bKey '?([a-z0-9-]{1,127})'? is currently\b/i,
    /\bDeleted Key not found: ([a-z0-9-]{1,127})/i,
  ],
  location: [/;location=([a-z0-9]{2,40})\b/i],
  clientAddress: [/\bClient address: ?'?([0-9a-f.:]{3,45})/i],
  assignment: [
    find(`\\bAssignment: ?'?(\\(not found\\)|${GUID})`),
    find(`\\bexisting role assignment is ([0-9a-f]{32}|${GUID})`),
  ],
  denyAssignment: [find(`\\bDenyAssignmentId: ?'?(${GUID})`)],
  decisionReason: [/\bDecisionReason: ?'?(\w{3,80})/i],
  timestamp: [/\bTimestamp"?: ?"?(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,7})?Z?)/i],
  requestId: [
    find(`\\b(?:x-ms-request-id|request[- _]?id)"?'? ?[:=] ?"?'?(${GUID})`),
    find(`\\btrace[ _]?id"? ?[:=] ?"?(${GUID})`),
    find(`\\bActivity ID: ?(${GUID})`),
    /\bx-request-id"? ?[:=] ?"?([\w-]{8,64})/i,
  ],
  correlationId: [
    find(`\\b(?:x-ms-correlation-request-id|correlation[- _]?id)"?'? ?[:=] ?"?'?(${GUID})`),
    find(`\\bclient-request-id"? ?[:=] ?"?(${GUID})`),
  ],
};

/** 32 hexadecimal digits as Azure writes ids in some messages, in the usual form. */
function dashed(id: string): string {
  return id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** The name of an action looks like a resource's path: `Microsoft.KeyVault/vaults/keys/read`. */
const ACTIONS = /(?<!providers\/)\bMicrosoft\.KeyVault\/(?:vaults|managedHsm)\/[\w/]{1,80}/gi;

function read(flat: string, id: EvidenceId): string | undefined {
  for (const pattern of PATTERNS[id]) {
    const found = pattern.exec(flat)?.[1];
    if (found) return /^[0-9a-f]{32}$/i.test(found) ? dashed(found) : found;
  }
  return undefined;
}

/** The ids and names in an error's text, which is on one line. */
export function evidenceIn(flat: string): Evidence {
  const withoutActions = flat.replace(ACTIONS, "");
  const entries = (Object.keys(PATTERNS) as EvidenceId[]).map(
    (id) => [id, read(id === "action" ? flat : withoutActions, id)] as const,
  );
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
