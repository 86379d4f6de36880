import { heldHandOver } from "@/lib/server/api/hand-over-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { checkHandOver } from "@/lib/services/hand-over/check-hand-over";

export const POST = defineRoute(
  {
    method: "POST",
    path: "/api/v1/hand-over/check",
    summary: "Looks again at the step that a link was made for, with the read-only identity",
    access: { kind: "hand-over" },
    response: heldHandOver,
  },
  ({ context }) => checkHandOver(context),
);
