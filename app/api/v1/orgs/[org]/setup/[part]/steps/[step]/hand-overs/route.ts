import { z } from "zod";
import { handOverSchema } from "@/lib/cmk/hand-over-schema";
import { env } from "@/lib/env";
import { routes } from "@/lib/routes";
import { stepAddress } from "@/lib/server/api/address-schemas";
import { handOverRow, newHandOver } from "@/lib/server/api/hand-over-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { createHandOver } from "@/lib/services/hand-over/create-hand-over";
import { listHandOvers } from "@/lib/services/hand-over/list-hand-overs";
import { withdrawHandOver } from "@/lib/services/hand-over/withdraw-hand-over";

const path = "/api/v1/orgs/{org}/setup/{part}/steps/{step}/hand-overs";

export const GET = defineRoute(
  {
    method: "GET",
    path,
    summary: "Whom a step was handed to, and where each hand-over stands",
    access: { kind: "organisation", permission: "setup.read" },
    params: stepAddress,
    response: z.array(handOverRow),
  },
  ({ context, params: { part, step } }) => listHandOvers(context, { part, step }),
);

export const POST = defineRoute(
  {
    method: "POST",
    path,
    summary: "Hands one step over: makes a link for the person who can do it",
    access: { kind: "organisation", permission: "setup.hand-over" },
    params: stepAddress,
    body: handOverSchema,
    response: newHandOver,
    status: 201,
  },
  async ({ context, params: { part, step }, body }) => {
    const { handOver, token } = await createHandOver(context, { part, step, ...body });
    return { handOver, link: new URL(routes.handOver(token), env().PUBLIC_URL).href };
  },
);

export const DELETE = defineRoute(
  {
    method: "DELETE",
    path,
    summary: "Withdraws a hand-over: its link opens nothing any more",
    access: { kind: "organisation", permission: "setup.hand-over" },
    params: stepAddress,
    query: z.object({ id: z.guid() }),
    response: z.array(handOverRow),
  },
  ({ context, params: { part, step }, query }) => withdrawHandOver(context, { part, step, id: query.id }),
);
