import { saveChoicesSchema } from "@/lib/cmk/schemas";
import { partAddress } from "@/lib/server/api/address-schemas";
import { stepView } from "@/lib/server/api/view-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { saveChoices } from "@/lib/services/setup/save-choices";

export const PATCH = defineRoute(
  {
    method: "PATCH",
    path: "/api/v1/orgs/{org}/setup/{part}/choices",
    summary:
      "Saves what was decided for a part (vault, key, configuration name), and looks at what was chosen",
    access: { kind: "organisation", permission: "setup.choose" },
    params: partAddress,
    body: saveChoicesSchema,
    response: stepView,
  },
  ({ context, params: { part }, body }) => saveChoices(context, { part, ...body }),
);
