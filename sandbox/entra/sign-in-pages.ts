import type { Account, AppRegistration, SandboxReply, Tenant, World } from "../core/types";
import { escape, page } from "../pages/layout";

function accountButton(world: World, account: Account, hinted: boolean): string {
  const tenant = world.state.tenants.find((candidate) => candidate.id === account.tenantId);
  const where = `${account.upn} · ${tenant?.displayName ?? account.tenantId}`;
  return `<li><button name="account" value="${account.objectId}"${hinted ? " autofocus" : ""}><strong>${escape(account.displayName)}</strong>
<small>${escape(account.demoRole)}</small><small>${escape(where)}</small></button></li>`;
}

/** The account chooser: one button per account, the hinted one first. */
export function chooserPage(world: World, app: AppRegistration, hint: string | null): SandboxReply {
  const isHinted = (account: Account) => account.upn.toLowerCase() === hint?.toLowerCase();
  const sorted = [...world.state.accounts].sort(
    (one, other) => Number(isHinted(other)) - Number(isHinted(one)),
  );
  const body = `<p>to continue to <strong>${escape(app.displayName)}</strong></p>
<form method="post"><ul class="accounts">
${sorted.map((account) => accountButton(world, account, isHinted(account))).join("\n")}
</ul></form>`;
  return page({
    title: "Pick an account",
    body,
    narrow: true,
    banner: "Sandbox sign-in. In production this page is Microsoft Entra's.",
  });
}

/** The permission page, as an administrator of `tenant` sees it. */
export function consentPage(
  account: Account,
  app: AppRegistration,
  tenant: Tenant,
  scope: string,
): SandboxReply {
  const body = `<p>${escape(account.upn)}</p>
<p><strong>${escape(app.displayName)}</strong> would like to be added to the directory <strong>${escape(tenant.displayName)}</strong>.</p>
<table><tbody>
<tr><th scope="row">Application id</th><td><code>${app.appId}</code></td></tr>
<tr><th scope="row">Directory</th><td>${escape(tenant.defaultDomain)}<br><code>${tenant.id}</code></td></tr>
<tr><th scope="row">It asks for</th><td>${escape(scope || "user.read")}</td></tr>
</tbody></table>
<form method="post">
<input type="hidden" name="account" value="${account.objectId}">
<button name="consent" value="accept">Accept</button>
<button name="consent" value="cancel">Cancel</button>
</form>`;
  return page({
    title: "Permissions requested",
    body,
    narrow: true,
    banner: "Sandbox consent. In production this page is Microsoft Entra's.",
  });
}

type Ending = { app: AppRegistration; tenant: Tenant; next: string; granted: boolean; isNew: boolean };

/** The last page when the application's own address is outside the sandbox. */
export function closingPage({ app, tenant, next, granted, isNew }: Ending): SandboxReply {
  const title = granted ? "Consent was granted" : "Consent was not granted";
  const was = isNew ? "now has a service principal" : "already had a service principal";
  const happened = granted
    ? `${escape(app.displayName)} ${was} in the directory ${escape(tenant.displayName)}.`
    : `Nothing was changed in the directory ${escape(tenant.displayName)}.`;
  const body = `<p role="status">${happened}</p>
<p>Directory id: <code>${tenant.id}</code></p>
<p>You can close this window. Microsoft would send the browser on to:</p>
<pre>${escape(next)}</pre>`;
  return page({ title, body, narrow: true });
}

/** Signed out, with nowhere to go back to. */
export function signedOutPage(): SandboxReply {
  return page({
    title: "You signed out of your account",
    body: "<p>You can close this window.</p>",
    narrow: true,
  });
}

/** form_post without a script: one button carries the answer to the application. */
export function formPostPage(action: string, fields: Record<string, string>): SandboxReply {
  const inputs = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`,
  );
  const body = `<form method="post" action="${escape(action)}">${inputs.join("")}<button autofocus>Continue</button></form>`;
  return page({ title: "Signed in", body, narrow: true });
}
