import "server-only";
import type { ApprovalFacts } from "@/lib/cmk/door/approval";
import { type Door, doorOf } from "@/lib/cmk/door/door";
import { type Policy, termsInForce } from "@/lib/cmk/door/policy";
import type { PartInput } from "@/lib/cmk/input";
import { makePlan } from "@/lib/cmk/plans/make-plan";
import type { ApprovalView, DoorView, SetupView } from "@/lib/cmk/views";
import { newestApproval } from "@/lib/db/approvals";
import { getPolicy } from "@/lib/db/policies";
import { readWithScope, type Transaction } from "@/lib/db/transaction";
import type { OrganisationContext } from "../../context";

/** The door with what it was judged from. `since`: when the cooling-off began. */
export type OpenedDoor = Door & { request: ApprovalFacts | null; since: string | null };

const NOBODY = { actor: { objectId: "", name: "", mayCreateKeys: null }, resourceGroupExists: true };

/** Hash of what would be sent, from the facts alone; null when there is nothing to send. */
export async function submitHash(input: PartInput): Promise<string | null> {
  const plan = await makePlan(["submit"], input, NOBODY);
  return plan.operations.length > 0 ? plan.hash : null;
}

/** Judges the door within the caller's transaction. */
export async function judgeDoor(
  tx: Transaction,
  context: OrganisationContext,
  input: PartInput,
  planHash: string | null,
): Promise<OpenedDoor & { policy: Policy }> {
  const policy = await getPolicy(tx, context.organisationId);
  const request = await newestApproval(tx, context.organisationId, "aep", "submit");
  const terms = termsInForce(policy, input.now);
  const door = doorOf({ input, terms, approval: request, planHash });
  return { ...door, policy, request, since: request?.decidedAt ?? request?.requestedAt ?? null };
}

/** The one-way door as it stands now, from what is stored. */
export async function readDoor(context: OrganisationContext, input: PartInput): Promise<OpenedDoor> {
  const planHash = await submitHash(input);
  return readWithScope(context.scope, (tx) => judgeDoor(tx, context, input, planHash));
}

function shownRequest({ actor }: OrganisationContext, request: ApprovalFacts): ApprovalView {
  const { id, status, planHash, requestedBy, requestedByName, requestedAt } = request;
  const { decidedByName, decidedAt, reason } = request;
  const mine = actor.kind === "user" && actor.userId === requestedBy;
  return { id, status, planHash, requestedByName, requestedAt, decidedByName, decidedAt, reason, mine };
}

/** The door as people see it. */
export function shownDoor(context: OrganisationContext, door: OpenedDoor): DoorView {
  const { gates, open, advice, terms, standing, request } = door;
  return { gates, open, advice, terms, standing, approval: request && shownRequest(context, request) };
}

/** The request, while it waits for somebody or for time, or may be used. */
export function liveRequest(
  context: OrganisationContext,
  { standing, request }: OpenedDoor,
): SetupView["approval"] {
  const live = ["pending", "cooling-off", "ready"].includes(standing.state);
  return live && request ? { request: shownRequest(context, request), standing } : null;
}
