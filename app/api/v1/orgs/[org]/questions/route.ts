import { askQuestionSchema } from "@/lib/cmk/notes/note-schemas";
import { organisationAddress } from "@/lib/server/api/address-schemas";
import { questionView } from "@/lib/server/api/note-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { askQuestion } from "@/lib/services/notes/ask-question";

export const POST = defineRoute(
  {
    method: "POST",
    path: "/api/v1/orgs/{org}/questions",
    summary: "Asks the question that an organisation has now, of a person or a team",
    access: { kind: "organisation", permission: "note.write" },
    params: organisationAddress,
    body: askQuestionSchema,
    response: questionView,
    status: 201,
  },
  ({ context, body }) => askQuestion(context, body),
);
