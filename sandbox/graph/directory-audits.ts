import type { DirectoryAudit } from "../core/log-types";
import { json } from "../core/reply";
import type { Caller, SandboxReply, SandboxRequest, World } from "../core/types";
import { hasArrived } from "../logs/record";
import { graphHeaders } from "./graph-reply";
import { denied } from "./people";
import { mayReadAudits } from "./rights";

function view({ id, at, activity, target, changed, by }: DirectoryAudit) {
  const user = { id: by.objectId, displayName: null, userPrincipalName: by.name, ipAddress: by.address };
  const app = { appId: by.appId, displayName: by.name, servicePrincipalId: by.objectId };
  return {
    id,
    category: "ApplicationManagement",
    correlationId: id,
    result: "success",
    resultReason: "",
    activityDisplayName: activity,
    activityDateTime: at,
    loggedByService: "Core Directory",
    operationType: activity.split(" ")[0],
    initiatedBy: by.kind === "user" ? { user, app: null } : { user: null, app },
    targetResources: [
      {
        id: target.id,
        displayName: target.displayName,
        type: "ServicePrincipal",
        modifiedProperties: changed.map(({ name, before, after }) => ({
          displayName: name,
          oldValue: JSON.stringify([before]),
          newValue: JSON.stringify([after]),
        })),
      },
    ],
    additionalDetails: [{ key: "AppId", value: target.appId }],
  };
}

const SIZE = 100;

/** GET /auditLogs/directoryAudits: newest first, filtered by time as far as it is asked. */
export function directoryAudits(request: SandboxRequest, world: World, caller: Caller): SandboxReply {
  if (!mayReadAudits(caller)) return denied(request, world);
  const { searchParams, pathname } = request.url;
  const since = /activityDateTime ge ([^ )]+)/i.exec(searchParams.get("$filter") ?? "")?.[1];
  const all = (world.state.directoryAudits ?? [])
    .filter((line) => line.by.tenantId === caller.tenantId && hasArrived(world, line))
    .filter((line) => !since || line.at >= new Date(since).toISOString())
    .reverse();
  const skip = Number(searchParams.get("$skiptoken") ?? 0) || 0;
  const next = new URLSearchParams(searchParams);
  next.set("$skiptoken", String(skip + SIZE));
  return json(
    200,
    {
      "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#auditLogs/directoryAudits",
      ...(all.length > skip + SIZE
        ? { "@odata.nextLink": `https://graph.microsoft.com${pathname}?${next}` }
        : {}),
      value: all.slice(skip, skip + SIZE).map(view),
    },
    graphHeaders(request),
  );
}
