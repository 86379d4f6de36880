import type { RotationPolicy } from "../core/types";
import { inDays, parseDuration } from "./durations";
import { badParameter } from "./vault-error";

type Action = RotationPolicy["lifetimeActions"][number];

const SHORTEST_EXPIRY_DAYS = 28;
const SHORTEST_TRIGGER_DAYS = 7;

function days(text: unknown, name: string, atLeast: number): number {
  const duration = typeof text === "string" ? parseDuration(text) : null;
  if (!duration) throw badParameter(`Property has invalid value\r\n${name}: ${String(text)}`);
  const length = inDays(duration);
  if (length < atLeast) throw badParameter(`${name} must be at least ${atLeast} days.`);
  return length;
}

function readAction(raw: unknown, expiryDays: number | null): Action {
  const { trigger = {}, action = {} } = raw as { trigger?: Action["trigger"]; action?: { type?: string } };
  const type = action.type?.toLowerCase() === "rotate" ? "Rotate" : "Notify";
  if (!["rotate", "notify"].includes(action.type?.toLowerCase() ?? "")) {
    throw badParameter(`Property has invalid value\r\naction.type: ${action.type}`);
  }
  const { timeAfterCreate, timeBeforeExpiry } = trigger;
  if (Boolean(timeAfterCreate) === Boolean(timeBeforeExpiry)) {
    throw badParameter("A trigger needs either timeAfterCreate or timeBeforeExpiry.");
  }
  const name = timeAfterCreate ? "timeAfterCreate" : "timeBeforeExpiry";
  const length = days(timeAfterCreate ?? timeBeforeExpiry, name, SHORTEST_TRIGGER_DAYS);
  if (type === "Notify" && timeAfterCreate) throw badParameter("Notify can only be triggered before expiry.");
  if (type === "Rotate" && timeBeforeExpiry && expiryDays === null) {
    throw badParameter("timeBeforeExpiry for Rotate needs an expiryTime in the policy.");
  }
  if (expiryDays !== null && length > expiryDays)
    throw badParameter(`${name} must be within the expiryTime.`);
  return { trigger: timeAfterCreate ? { timeAfterCreate } : { timeBeforeExpiry }, action: { type } };
}

/** A rotation policy from a request's body; throws what Key Vault answers to a wrong one. */
export function readPolicy(body: Record<string, unknown>): {
  lifetimeActions: Action[];
  expiryTime: string | null;
} {
  const { expiryTime } = (body.attributes ?? {}) as { expiryTime?: string | null };
  const expiryDays = expiryTime ? days(expiryTime, "expiryTime", SHORTEST_EXPIRY_DAYS) : null;
  const raw = Array.isArray(body.lifetimeActions) ? body.lifetimeActions : [];
  const lifetimeActions = raw.map((one) => readAction(one, expiryDays));
  const kinds = lifetimeActions.map((one) => one.action.type);
  if (new Set(kinds).size !== kinds.length) throw badParameter("At most one action of each type is allowed.");
  return { lifetimeActions, expiryTime: expiryTime ?? null };
}
