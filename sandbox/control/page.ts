import type { SandboxReply, World } from "../core/types";
import { escape, moment, page } from "../pages/layout";
import { drifts } from "./drift";
import { eventsSection } from "./events-section";
import { storySection } from "./story-part";

function options(values: string[]): string {
  return values.map((value) => `<option>${escape(value)}</option>`).join("");
}

function configRows(world: World): string {
  return world.state.cmkConfigs
    .map((config) => {
      const org = world.state.adobeOrgs.find((one) => one.imsOrgId === config.imsOrgId);
      return `<tr><th scope="row">${escape(config.name)}</th><td>${escape(org?.name ?? config.imsOrgId)}</td><td>${config.status}</td>
<td>${moment(config.stageChangedAt)}</td><td>${escape(config.failure ?? "")}</td></tr>`;
    })
    .join("\n");
}

function faultRows(world: World): string {
  if (world.state.faults.length === 0) return "<p>No faults.</p>";
  const items = world.state.faults.map((fault) => {
    const what = `${fault.kind} ${fault.status ?? ""} for ${fault.method ?? "any method"} ${fault.host}${fault.path}, ${fault.remaining ?? "no end of"} times`;
    return `<li>${escape(what)}</li>`;
  });
  return `<ul>${items.join("")}</ul><form method="post" action="/control/faults/clear"><button>Remove all faults</button></form>`;
}

function settingFields(world: World): string {
  return Object.entries(world.state.settings)
    .map(
      ([name, value]) =>
        `<label for="set-${name}">${name}</label><input id="set-${name}" name="${name}" value="${escape(String(value))}">`,
    )
    .join("\n");
}

/** The control page: what the sandbox's world is like, and the switches. */
export function controlPage(world: World, message: string | null, isDone = false): SandboxReply {
  const vaults = world.state.vaults.filter((vault) => !vault.deleted).map((vault) => vault.name);
  const apps = world.state.apps.filter((app) => app.publisher === "adobe");
  const body = `${message ? `<p role="alert" class="note">${escape(message)}</p>` : ""}${isDone ? '<p role="status" class="note">Done.</p>' : ""}
<p>The sandbox's clock says ${moment(world.now().toISOString())}. <a href="/care">Customer Care inbox</a> · <a href="/messages">Messages</a> · <a href="/mails">Mails</a> · <a href="/siem">SIEM</a> · <a href="/control/state">State</a> · <a href="/control/log">Log</a></p>
${storySection(world)}
<h2>Enablements</h2>
<table><thead><tr><th scope="col">Name</th><th scope="col">Organisation</th><th scope="col">Status</th><th scope="col">Since</th><th scope="col">Why it failed</th></tr></thead>
<tbody>${configRows(world)}</tbody></table>
<h2>Move the clock</h2>
<form method="post" action="/control/clock"><label for="forward">Forward by</label>
<select id="forward" name="forwardMs"><option value="60000">one minute</option><option value="600000">ten minutes</option><option value="3600000">one hour</option>
<option value="86400000">one day</option><option value="2592000000">thirty days</option></select><p><button>Move</button></p></form>
<h2>Change something behind the product's back</h2>
<form method="post" action="/control/drift">
<label for="action">What</label><select id="action" name="action">${options(Object.keys(drifts))}</select>
<label for="vault">Vault</label><select id="vault" name="vault">${options(vaults)}</select>
<label for="key">Key</label><input id="key" name="key" value="adobe-cmk">
<label for="app">Application (for service principals)</label><select id="app" name="appId"><option value="">none</option>${apps.map((app) => `<option value="${app.appId}">${escape(app.displayName)}</option>`).join("")}</select>
<label for="subscription">Subscription (for subscriptions)</label><select id="subscription" name="subscriptionId"><option value="">none</option>${world.state.subscriptions.map((one) => `<option value="${one.id}">${escape(one.displayName)}</option>`).join("")}</select>
<p><button>Do it</button></p></form>
${eventsSection(world)}
<h2>Faults</h2>${faultRows(world)}
<h2>Settings</h2><form method="post" action="/control/settings">${settingFields(world)}<p><button>Save settings</button></p></form>
<h2>Start over</h2><form method="post" action="/control/reset"><button>Reset everything</button></form>`;
  return page({ title: "Sandbox control", body, status: message ? 400 : 200 });
}
