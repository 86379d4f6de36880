import type { APIRequestContext, Browser } from "@playwright/test";
import { api, routes } from "../../lib/routes";
import { wordsOf } from "../fixtures/words";
import { SignInPage } from "../pages/sign-in-page";
import { verifyNow } from "./verify-now";

/** Where the pages are that have something to show: ids of the seeded organisations and of what was made in them. */
export type Places = Record<
  "contoso" | "northwind" | "fabrikam" | "alert" | "finding" | "event" | "handOver" | "statusPage" | "person",
  string
>;

type Rows = { rows: { id: string; name?: string }[] };

async function as<T>(
  browser: Browser,
  baseURL: string,
  account: string,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({ baseURL, locale: "en-GB" });
  const page = await context.newPage();
  await new SignInPage(page, wordsOf("en")).signInAs(account);
  await page.close();
  const done = await work(sessionOf(context.request, baseURL));
  await context.close();
  return done;
}

type Session = ReturnType<typeof sessionOf>;

function sessionOf(request: APIRequestContext, origin: string) {
  const read = async <T>(path: string): Promise<T> => (await (await request.get(path)).json()) as T;
  const send = async <T>(path: string, data: object = {}): Promise<T> => {
    const answer = await request.post(path, { data, headers: { origin } });
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const verify = (org: string) => verifyNow(request, org, origin);
  return { read, send, verify };
}

/** Waits for the first row of a list that fills by itself; "" when nothing came within 20 seconds. */
async function firstOf({ read }: Session, path: string): Promise<string> {
  for (let tries = 0; tries < 20; tries += 1) {
    const id = (await read<Rows>(path)).rows[0]?.id;
    if (id) return id;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  return "";
}

/** Somebody disables Fabrikam's key behind the console's back, as the sandbox's control page would. */
async function disableKey(controlUrl: string): Promise<void> {
  const body = JSON.stringify({ action: "disable-key", vault: "kv-fabrikam-aep", key: "adobe-cmk" });
  const headers = { "content-type": "application/json" };
  await fetch(`${controlUrl}/control/drift`, { method: "POST", headers, body });
}

/**
 * Gives every page of the seeded console something to show: a disabled key with its finding, alert and event (only
 * where the sandbox's control address is known), a pack, a hand-over, a status link, an invitation, a note, a channel.
 */
export async function fillConsole(
  browser: Browser,
  baseURL: string,
  controlUrl: string | null,
): Promise<Places> {
  const named = await as(browser, baseURL, "support@contoso.example", async ({ read, send, verify }) => {
    const { rows } = await read<Rows>(api.organisations());
    const idOf = (name: string) => rows.find((row) => row.name?.startsWith(name))?.id ?? "";
    const ids = { contoso: idOf("Contoso"), northwind: idOf("Northwind"), fabrikam: idOf("Fabrikam") };
    await Promise.all(Object.values(ids).map(verify));
    if (controlUrl) await disableKey(controlUrl);
    await verify(ids.fabrikam);
    await send(api.notes(ids.fabrikam), { text: "Asked the vault’s owner who disabled the key." });
    return ids;
  });
  const { fabrikam, contoso } = named;
  const found = await as(browser, baseURL, "admin@fabrikam.example", async (session) => {
    const { send } = session;
    await send(api.members(fabrikam), { upn: "auditor@fabrikam.example", role: "leader" });
    await send(api.exceptions(fabrikam), {
      part: "aep",
      check: "NET-06",
      owner: "Grace",
      reason: "Adobe Journey Optimizer reaches the vault over the trusted services only.",
      days: 90,
    });
    await send(api.channels(fabrikam), {
      kind: "email",
      recipients: ["security@fabrikam.example"],
      name: "Security team",
      minSeverity: "high",
      locale: "en",
      timeZone: "Europe/Paris",
      quietFrom: null,
      quietTo: null,
      digestAt: 480,
    });
    return {
      alert: await firstOf(session, api.alerts(fabrikam)),
      finding: await firstOf(session, api.findings(fabrikam)),
      event: await firstOf(session, api.adobeEvents(fabrikam)),
    };
  });
  const handOver = await as(browser, baseURL, "admin@contoso.example", async ({ send }) => {
    await send(api.statements(contoso, "aep", "entitlement"), { reference: "Order 48-2211" });
    await send(api.checkStep(contoso, "aep", "entitlement"));
    const asked = { recipient: "vault-owner", reason: "I may not create vaults in this subscription." };
    const { link } = await send<{ link: string }>(api.handOvers(contoso, "aep", "vault"), asked);
    return new URL(link).pathname;
  });
  const statusPage = await as(browser, baseURL, "leader@contoso.example", async ({ send }) => {
    await send(api.evidence(fabrikam));
    const { token } = await send<{ token: string }>(api.statusLinks(), {
      title: "Keys of Fabrikam Care",
      organisations: [fabrikam],
      sections: ["organisations"],
      days: 30,
    });
    return routes.statusPage(token);
  });
  const person = await as(browser, baseURL, "operator@contoso.example", (session) =>
    firstOf(session, `${api.everybody()}?search=support@`),
  );
  return { ...named, ...found, handOver, statusPage, person };
}
