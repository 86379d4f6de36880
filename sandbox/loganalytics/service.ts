import { randomUUID } from "node:crypto";
import { CLOUDS } from "../core/clouds";
import { firstMatch, route } from "../core/match";
import { json } from "../core/reply";
import { verifyBearer } from "../core/tokens";
import type { SandboxReply, SandboxRequest, Service, World } from "../core/types";
import { hasArrived } from "../logs/record";
import { canAct } from "../rbac/evaluate";
import { runKql } from "./kql";
import { KqlError } from "./kql-text";
import { type Row, tableOf } from "./tables";

const HOSTS = Object.values(CLOUDS).flatMap(({ logAnalytics }) => logAnalytics);
const AUDIENCES = HOSTS.map((host) => `https://${host}`);
const READ = "Microsoft.OperationalInsights/workspaces/query/read";
const MATCHER = route("POST", "/v1/workspaces/{id}/query");

function failure(status: number, code: string, message: string, inner?: { code: string; message: string }) {
  const innererror = inner ? { innererror: inner } : {};
  return json(status, { error: { message, code, correlationId: randomUUID(), ...innererror } });
}

function typeOf(name: string, value: unknown): string {
  if (name === "TimeGenerated") return "datetime";
  return typeof value === "number" ? "real" : typeof value === "object" ? "dynamic" : "string";
}

function asTable(rows: Row[]) {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].map((name) => ({
    name,
    type: typeOf(name, rows[0]?.[name]),
  }));
  const cell = (value: unknown) =>
    typeof value === "object" && value !== null ? JSON.stringify(value) : (value ?? null);
  return {
    name: "PrimaryResult",
    columns,
    rows: rows.map((row) => columns.map(({ name }) => cell(row[name]))),
  };
}

function queryOf(request: SandboxRequest): string | null {
  try {
    const { query } = JSON.parse(request.body.toString("utf8")) as { query?: unknown };
    return typeof query === "string" && query.trim() !== "" ? query : null;
  } catch {
    return null;
  }
}

function answer(request: SandboxRequest, world: World): SandboxReply {
  const verdict = verifyBearer(request, world, AUDIENCES);
  if (!verdict.ok)
    return failure(401, "InvalidTokenError", "Authentication failed: the token is missing or not valid.");
  const match = firstMatch([[MATCHER, null]], request);
  if (!match) return failure(404, "PathNotFoundError", "The requested path does not exist.");
  const workspace = (world.state.workspaces ?? []).find(({ customerId }) => customerId === match.params.id);
  if (!workspace) return failure(404, "WorkspaceNotFoundError", "The workspace could not be found.");
  if (!canAct(world.state, verdict.caller.objectId, READ, workspace.id)) {
    const message = "The provided credentials have insufficient access to perform the requested operation";
    return failure(403, "InsufficientAccessError", message);
  }
  const query = queryOf(request);
  if (!query) return failure(400, "BadArgumentError", "The request had some invalid properties.");
  const events = (world.state.auditEvents ?? []).filter(
    (event) => event.workspaceId === workspace.id.toLowerCase() && hasArrived(world, event),
  );
  try {
    return json(200, { tables: [asTable(runKql(query, (name) => tableOf(events, name)))] });
  } catch (error) {
    if (!(error instanceof KqlError)) throw error;
    const inner = { code: error.inner, message: error.message };
    return failure(400, "BadArgumentError", "The request had some invalid properties", inner);
  }
}

/** Azure Monitor's query service, over the audit events that reached a workspace. */
export const logAnalyticsService: Service = {
  name: "log-analytics",
  matches: (host) => HOSTS.includes(host),
  handle: async (request, world) => answer(request, world),
};
