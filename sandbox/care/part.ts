import { firstMatch, type Matcher, type Params, route } from "../core/match";
import { seeOther, text } from "../core/reply";
import type { SandboxReply, SandboxRequest, World } from "../core/types";
import type { DoorPart } from "../door/door";
import { formFields } from "../pages/layout";
import { inboxPage, ticketPage } from "./pages";
import { type AnswerKind, answerTicket, fileTicket, ticketNamed } from "./tickets";

type Handler = (
  request: SandboxRequest,
  world: World,
  params: Params,
) => SandboxReply | Promise<SandboxReply>;

const missing = () => text(404, "No such ticket.\n");

function file(request: SandboxRequest, world: World): SandboxReply {
  const fields = formFields(request.body);
  const body = fields.get("body") ?? "";
  if (!body.trim()) return inboxPage(world, fields, "The ticket has no text.");
  const ticket = fileTicket(world, {
    imsOrgId: fields.get("imsOrgId"),
    subject: fields.get("subject") ?? "",
    body,
  });
  return seeOther(`/care/tickets/${ticket.id}`);
}

async function answer(request: SandboxRequest, world: World, { id = "" }: Params): Promise<SandboxReply> {
  const ticket = ticketNamed(world, id);
  if (!ticket) return missing();
  const fields = formFields(request.body);
  const asked = fields.get("kind");
  const kind: AnswerKind = asked === "confirm" || asked === "details" ? asked : "text";
  const answered = await answerTicket(
    world,
    ticket,
    kind,
    fields.get("text") ?? "",
    fields.get("despite") === "yes",
  );
  return answered.ok ? seeOther(`/care/tickets/${ticket.id}`) : ticketPage(world, ticket, answered.warning);
}

const routes: [Matcher, Handler][] = [
  [route("GET", "/care"), (request, world) => inboxPage(world, request.url.searchParams)],
  [route("POST", "/care/tickets"), file],
  [route("GET", "/care/tickets"), () => seeOther("/care")],
  [
    route("GET", "/care/tickets/{id}"),
    (_request, world, { id = "" }) => {
      const ticket = ticketNamed(world, id);
      return ticket ? ticketPage(world, ticket) : missing();
    },
  ],
  [route("POST", "/care/tickets/{id}/answers"), answer],
];

/** Adobe Customer Care's inbox, for a person with a browser. */
export const carePart: DoorPart = {
  prefix: "/care",
  handle: async (request, world) => {
    const match = firstMatch(routes, request);
    return match ? match.found(request, world, match.params) : text(404, "No such page of Customer Care.\n");
  },
};
