import { firstMatch, type Matcher, route } from "../core/match";
import { json, text } from "../core/reply";
import type { SandboxReply, SentMail, World } from "../core/types";
import type { DoorPart } from "../door/door";
import { escape, moment, page } from "../pages/layout";

const BANNER = "Sandbox of a mail server. Nothing leaves this machine.";

const find = (world: World, id: string) => (world.state.mails ?? []).find((mail) => mail.id === id);
const missing = () => text(404, "No such mail.\n");

function listPage(world: World): SandboxReply {
  const newestFirst = [...(world.state.mails ?? [])].reverse();
  const rows = newestFirst.map(
    ({ id, at, to, subject }) =>
      `<tr><td>${moment(at)}</td><td>${escape(to.join(", "))}</td><td><a href="/mails/${id}">${escape(subject)}</a></td></tr>`,
  );
  const head =
    '<thead><tr><th scope="col">Taken</th><th scope="col">To</th><th scope="col">Subject</th></tr></thead>';
  const body =
    rows.length > 0
      ? `<table>${head}<tbody>${rows.join("\n")}</tbody></table>`
      : "<p>No mail was sent yet.</p>";
  return page({ title: "Mails", body, banner: BANNER });
}

function mailPage({
  id,
  at,
  from,
  to,
  encrypted,
  headers,
  subject,
  attachments,
  ...mail
}: SentMail): SandboxReply {
  const files = attachments.map(
    ({ name, type }, index) =>
      `<li><a href="/mails/${id}/attachments/${index}">${escape(name)}</a> (${escape(type)})</li>`,
  );
  const shown = ["message-id", "list-unsubscribe"].flatMap((name) =>
    headers[name] ? `<p>${escape(name)}: <code>${escape(headers[name])}</code></p>` : [],
  );
  const body = `<p>${moment(at)} · from ${escape(from)} · to ${escape(to.join(", "))} · ${encrypted ? "over TLS" : "not encrypted"}</p>
${shown.join("\n")}
<pre>${escape(mail.text)}</pre>
${mail.html === null ? "" : `<p><a href="/mails/${id}/html">As HTML</a></p>`}
${files.length > 0 ? `<h2>Attachments</h2><ul>${files.join("")}</ul>` : ""}
<p><a href="/mails">All mails</a></p>`;
  return page({ title: subject, body, banner: BANNER });
}

/** The mail's own HTML, shut off: it can run nothing and fetch nothing. */
function htmlOf({ html }: SentMail): SandboxReply {
  const policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";
  const headers = { "content-type": "text/html; charset=utf-8", "content-security-policy": policy };
  return html === null ? missing() : { status: 200, headers, body: html };
}

function attachmentOf({ attachments }: SentMail, index: number): SandboxReply {
  const found = attachments[index];
  if (!found) return missing();
  const headers = {
    "content-type": found.type,
    "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(found.name)}`,
    "x-content-type-options": "nosniff",
  };
  return { status: 200, headers, body: Buffer.from(found.content, "base64") };
}

type Params = Record<string, string>;
const of = (show: (mail: SentMail, params: Params) => SandboxReply) => (world: World, params: Params) => {
  const mail = find(world, params.id ?? "");
  return mail ? show(mail, params) : missing();
};

const routes: [Matcher, (world: World, params: Params) => SandboxReply][] = [
  [route("GET", "/mails"), listPage],
  [route("GET", "/mails/all"), (world) => json(200, { mails: world.state.mails ?? [] })],
  [route("GET", "/mails/{id}"), of(mailPage)],
  [route("GET", "/mails/{id}/html"), of(htmlOf)],
  [
    route("GET", "/mails/{id}/attachments/{index}"),
    of((mail, { index }) => attachmentOf(mail, Number(index))),
  ],
];

/** Every mail that was sent, for a person with a browser and for tests. */
export const mailPart: DoorPart = {
  prefix: "/mails",
  handle: async (request, world) => {
    const match = firstMatch(routes, request);
    return match ? match.found(world, match.params) : text(404, "No such page of mails.\n");
  },
};
