import { questionActionSchema } from "@/lib/cmk/notes/note-schemas";
import { questionAddress, questionView } from "@/lib/server/api/note-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { handleQuestion } from "@/lib/services/notes/ask-question";

export const POST = defineRoute(
  {
    method: "POST",
    path: "/api/v1/orgs/{org}/questions/{question}",
    summary: "Takes a question on, passes it on, gives it back, or says that it is done",
    access: { kind: "organisation", permission: "note.write" },
    params: questionAddress,
    body: questionActionSchema,
    response: questionView,
  },
  ({ context, params, body }) => handleQuestion(context, params.question, body),
);
