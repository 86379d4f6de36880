import { heldHandOver } from "@/lib/server/api/hand-over-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { openHandOver } from "@/lib/services/hand-over/open-hand-over";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/hand-over",
    summary: "The step that a link was made for, as it was seen last",
    access: { kind: "hand-over" },
    response: heldHandOver,
  },
  ({ context }) => openHandOver(context),
);
