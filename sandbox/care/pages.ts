import type { CareTicket } from "../core/adobe-types";
import type { SandboxReply, World } from "../core/types";
import { escape, moment, page } from "../pages/layout";
import { READY_ANSWERS } from "./tickets";

const BANNER = "Sandbox of Adobe Customer Care. In production an agent of Adobe answers here.";

function stateOf(ticket: CareTicket): string {
  if (ticket.answers.some((answer) => answer.confirms)) return "Confirmed";
  return ticket.answers.length > 0 ? "Answered" : "Open";
}

function organisationOf(world: World, imsOrgId: string | null): string {
  return world.state.adobeOrgs.find((org) => org.imsOrgId === imsOrgId)?.name ?? imsOrgId ?? "not stated";
}

function row(world: World, ticket: CareTicket): string {
  const href = `/care/tickets/${encodeURIComponent(ticket.id)}`;
  return `<tr><th scope="row"><a href="${href}">${escape(ticket.id)}</a></th><td>${escape(ticket.subject)}</td>
<td>${escape(organisationOf(world, ticket.imsOrgId))}</td><td>${moment(ticket.filedAt)}</td><td>${stateOf(ticket)}</td></tr>`;
}

/** All tickets, newest first, and the form that files one. */
export function inboxPage(
  world: World,
  prefilled: URLSearchParams,
  trouble: string | null = null,
): SandboxReply {
  const newestFirst = [...world.state.careTickets].reverse();
  const options = world.state.adobeOrgs.map(
    (org) => `<option value="${escape(org.imsOrgId)}">${escape(org.name)}</option>`,
  );
  const body = `<h2>Tickets</h2>
<table><thead><tr><th scope="col">Number</th><th scope="col">Subject</th><th scope="col">Organisation</th><th scope="col">Filed</th><th scope="col">State</th></tr></thead>
<tbody>${newestFirst.map((ticket) => row(world, ticket)).join("\n")}</tbody></table>
<h2>File a ticket</h2>
${trouble ? `<p role="alert" class="note">${escape(trouble)}</p>` : ""}
<form method="post" action="/care/tickets">
<label for="org">Organisation (optional: read from the text)</label>
<select id="org" name="imsOrgId"><option value="">Read it from the text</option>${options.join("")}</select>
<label for="subject">Subject</label>
<input id="subject" name="subject" required value="${escape(prefilled.get("subject") ?? "")}">
<label for="body">Text of the ticket</label>
<textarea id="body" name="body" required>${escape(prefilled.get("body") ?? "")}</textarea>
<p><button>File ticket</button></p>
</form>`;
  return page({ title: "Customer Care inbox", body, banner: BANNER, status: trouble ? 400 : 200 });
}

function answers(ticket: CareTicket): string {
  if (ticket.answers.length === 0) return "<p>Nobody has answered yet.</p>";
  const items = ticket.answers.map(
    (answer) =>
      `<li><p>${moment(answer.at)}${answer.confirms ? " · confirmation" : ""}</p><pre>${escape(answer.text)}</pre></li>`,
  );
  return `<ol>${items.join("\n")}</ol>`;
}

/** One ticket with its answers; `warning` is why a confirmation was held back. */
export function ticketPage(world: World, ticket: CareTicket, warning: string | null = null): SandboxReply {
  const action = `/care/tickets/${encodeURIComponent(ticket.id)}/answers`;
  const heldBack = `<div role="alert" class="note"><p>Not confirmed. ${escape(warning ?? "")}</p>
<form method="post" action="${action}"><input type="hidden" name="despite" value="yes"><button name="kind" value="confirm">Confirm all the same</button></form></div>`;
  const body = `${warning ? heldBack : ""}
<table><tbody>
<tr><th scope="row">Subject</th><td>${escape(ticket.subject)}</td></tr>
<tr><th scope="row">Organisation</th><td>${escape(organisationOf(world, ticket.imsOrgId))}</td></tr>
<tr><th scope="row">Filed</th><td>${moment(ticket.filedAt)}</td></tr>
<tr><th scope="row">State</th><td>${stateOf(ticket)}</td></tr>
<tr><th scope="row">Key Identifier</th><td>${ticket.keyIdentifier ? `<code>${escape(ticket.keyIdentifier)}</code>` : "none found in the text"}</td></tr>
</tbody></table>
<pre>${escape(ticket.body)}</pre>
<h2>Answers</h2>
${answers(ticket)}
<h2>Answer as Customer Care</h2>
<form method="post" action="${action}">
<button name="kind" value="confirm">Confirm: key applied</button>
<button name="kind" value="details">Ask for more details</button>
</form>
<details><summary>What these send</summary><pre>${escape(READY_ANSWERS.confirm)}</pre><pre>${escape(READY_ANSWERS.details)}</pre></details>
<form method="post" action="${action}">
<label for="text">Other answer</label>
<textarea id="text" name="text" required></textarea>
<p><button name="kind" value="text">Send answer</button></p>
</form>
<p><a href="/care">All tickets</a></p>`;
  return page({ title: `Ticket ${ticket.id}`, body, banner: BANNER, status: warning ? 409 : 200 });
}
