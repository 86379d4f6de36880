import { z } from "zod";
import { eventTools } from "@/lib/server/event-tools";
import { defineRoute } from "@/lib/server/route/define-route";
import { readRawBody } from "@/lib/server/route/read-body";
import { noteChallenge } from "@/lib/services/events/note-challenge";
import { receiveDelivery } from "@/lib/services/events/receive-delivery";

/** A batch of Adobe's is 2 MB at most. */
const MOST_BYTES = 2 * 1024 * 1024;
const feed = z.object({ feed: z.string().max(120).describe("What the organisation's address ends with") });

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/webhooks/adobe/{feed}",
    summary: "Answers the challenge with which Adobe I/O Events tries a webhook's address",
    access: { kind: "event-feed" },
    params: feed,
    query: z.object({ challenge: z.string().regex(/^[\w.~-]{1,200}$/) }),
    response: z.object({ challenge: z.string() }),
  },
  async ({ context, query: { challenge }, request }) => {
    await noteChallenge(context);
    if (request.headers.get("accept")?.includes("application/json")) return { challenge };
    return new Response(challenge, { headers: { "Content-Type": "text/plain; charset=utf-8" } });
  },
);

export const POST = defineRoute(
  {
    method: "POST",
    path: "/api/webhooks/adobe/{feed}",
    summary:
      "Takes what Adobe I/O Events sends: one event or a batch, signed by Adobe, for this organisation",
    access: { kind: "event-feed" },
    params: feed,
    // Adobe comes from few addresses for many organisations; what is put off with 429 it sends again.
    limit: { most: 3000, seconds: 60 },
    response: z.object({ received: z.number().int() }),
  },
  async ({ context, request }) =>
    receiveDelivery(context, eventTools(), {
      body: await readRawBody(request, MOST_BYTES),
      headers: request.headers,
    }),
);
