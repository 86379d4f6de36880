import { CJA_APPLICATION_ID, MICROSOFT_TOOLS } from "../ids";
import type { Difference, DifferenceId, Evidence } from "./decoded";
import type { Expected, ExpectedPart } from "./expected";

const same = (left: string | null | undefined, right: string | null | undefined) =>
  Boolean(left && right) && left?.toLowerCase() === right?.toLowerCase();

/** Who made the refused call, as far as its ids tell. */
export type CallerKind = "adobe" | "person" | "tool" | "other" | null;

export function callerOf({ appId, objectId }: Evidence, expected: Expected | null): CallerKind {
  const parts = expected?.parts ?? [];
  if (parts.some((part) => same(objectId, part.principalId))) return "adobe";
  if (same(appId, CJA_APPLICATION_ID) || parts.some((part) => same(appId, part.appId))) return "adobe";
  if (same(objectId, expected?.personId)) return "person";
  if (appId && MICROSOFT_TOOLS[appId.toLowerCase()]) return "tool";
  return appId || objectId ? "other" : null;
}

/** The part that the error's ids belong to: the resource counts for more than who called. Null when nothing tells. */
export function partFor(evidence: Evidence, expected: Expected | null): ExpectedPart | null {
  const { objectId, principalId, appId, vault, key } = evidence;
  const isAny = (value: string | null, found: (string | undefined)[]) => found.some((id) => same(id, value));
  const score = (part: ExpectedPart) =>
    (same(vault, part.vault) ? 4 : 0) +
    (same(key, part.key) ? 2 : 0) +
    (isAny(part.principalId, [objectId, principalId]) ? 2 : 0) +
    (isAny(part.appId, [appId, objectId, principalId]) ? 1 : 0);
  const [best] = (expected?.parts ?? [])
    .map((part) => ({ part, score: score(part) }))
    .sort((left, right) => right.score - left.score);
  return best && best.score > 0 ? best.part : null;
}

/** Only wrapping and unwrapping are Adobe's alone; reading is anybody's; all else is done by people. */
const WRAPS = /\/(?:wrap|unwrap)\b|^(?:un)?wrapKey$/i;
const READS = /\/keys\/read\b|^(?:get|list)$|^$/i;

/** The group of a scope that is a group or something of Key Vault: a workspace may be in any. */
const GROUP = /\/resourceGroups\/([^/]+)(?:\/?$|\/providers\/Microsoft\.KeyVault\/)/i;

/**
 * The ids of the error that are not those the organisation works with. Without an organisation, only what is wrong
 * everywhere: an application id where an object id belongs.
 */
export function differencesIn(
  evidence: Evidence,
  expected: Expected | null,
  own: ExpectedPart | null,
): Difference[] {
  const { appId, objectId, principalId, tenantId, vault, key, resource, action = "" } = evidence;
  const found: Difference[] = [];
  const parts = own ? [own] : (expected?.parts ?? []);
  const known = (read: (part: ExpectedPart) => string | null) => [
    ...new Set(parts.map(read).filter((value): value is string => value !== null)),
  ];
  const differs = (id: DifferenceId, value: string | undefined, wanted: string[]) => {
    if (!value || wanted.length === 0 || wanted.some((one) => same(one, value))) return;
    found.push({ id, found: value, expected: wanted.join(", ") });
  };
  const apps = known((part) => part.appId);
  const principals = known((part) => part.principalId);
  const id = objectId ?? principalId;
  const mistaken = id && (same(id, appId) || [CJA_APPLICATION_ID, ...apps].some((app) => same(id, app)));
  if (mistaken) found.push({ id: "app-id-as-object-id", found: id, expected: principals.join(", ") });

  const isPerson = same(objectId, expected?.personId);
  const tool = appId && MICROSOFT_TOOLS[appId.toLowerCase()];
  if (!mistaken && (WRAPS.test(action) || (READS.test(action) && !isPerson))) {
    if (tool && apps.length > 0) found.push({ id: "caller-tool", found: tool, expected: apps.join(", ") });
    else if (!tool) differs("caller-app", appId, apps);
    if (apps.some((app) => same(app, appId))) differs("caller-principal", objectId, principals);
  } else if (!mistaken && expected?.personId) differs("caller-person", objectId, [expected.personId]);
  if (!mistaken) differs("principal", principalId, principals);
  differs("tenant", tenantId, expected ? [expected.tenantId] : []);
  const subscription = /^\/subscriptions\/([0-9a-f-]{36})/i.exec(resource ?? "")?.[1];
  differs("subscription", subscription, expected ? [expected.subscriptionId] : []);
  differs(
    "resource-group",
    GROUP.exec(resource ?? "")?.[1],
    known((part) => part.resourceGroup),
  );
  differs(
    "vault",
    vault,
    known((part) => part.vault),
  );
  differs(
    "key",
    key,
    known((part) => part.key),
  );
  return found;
}

/** Whether a young role of the caller may still be spreading: from when, and until when Azure may take. */
export function roleWait(
  { objectId }: Evidence,
  expected: Expected | null,
): { since: string; until: string } | null {
  if (!expected || !objectId) return null;
  for (const { principalId, createdOn } of expected.parts.flatMap((part) => part.assignments)) {
    if (!same(principalId, objectId) || createdOn === null) continue;
    const until = Date.parse(createdOn) + expected.rolePropagationSeconds * 1000;
    if (until > Date.parse(expected.now)) return { since: createdOn, until: new Date(until).toISOString() };
  }
  return null;
}
