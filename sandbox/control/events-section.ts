import type { World } from "../core/types";
import { EVENT_KINDS } from "../events/payloads";
import { SEND_MODES } from "../events/send";
import { escape, moment } from "../pages/layout";

const options = (values: readonly string[]) =>
  values.map((one) => `<option>${escape(one)}</option>`).join("");

function deliveryRows(world: World): string {
  const newest = [...(world.state.eventDeliveries ?? [])].slice(-10).reverse();
  if (newest.length === 0) return "<p>Nothing was sent yet.</p>";
  const rows = newest.map(
    ({ at, code, status, attempts, answer }) =>
      `<tr><td>${moment(at)}</td><td><code>${escape(code)}</code></td><td>${status}, ${attempts} tries</td><td>${escape((answer ?? "").slice(0, 80))}</td></tr>`,
  );
  return `<table><thead><tr><th scope="col">When</th><th scope="col">Code</th><th scope="col">Delivery</th><th scope="col">Answer</th></tr></thead><tbody>${rows.join("")}</tbody></table>`;
}

/** The part of the control page that sends what Adobe I/O Events would send. */
export function eventsSection(world: World): string {
  const registrations = world.state.eventRegistrations ?? [];
  const lines = registrations.map(
    ({ name, registrationId, status, webhookUrl, journal }) =>
      `<li>${escape(name)}, <code>${registrationId}</code>: ${status}, ${journal.length} in its journal. ${webhookUrl ? `<code>${escape(webhookUrl.replace(/\.[\w-]{20,}$/, ".…"))}</code>` : "No address yet."}</li>`,
  );
  const choices = registrations.map(
    ({ registrationId, name }) => `<option value="${registrationId}">${escape(name)}</option>`,
  );
  return `<h2 id="events">Adobe I/O Events</h2><ul>${lines.join("")}</ul>
<p>The monitor sends by itself when the key cannot be used any more.</p>
<form method="post" action="/control/events/send">
<label for="registration">Registration</label><select id="registration" name="registrationId">${choices.join("")}</select>
<label for="event-kind">What</label><select id="event-kind" name="kind">${options(Object.keys(EVENT_KINDS))}</select>
<label for="event-mode">How</label><select id="event-mode" name="mode">${options(SEND_MODES)}</select>
<p><button>Send event</button></p></form>${deliveryRows(world)}`;
}
