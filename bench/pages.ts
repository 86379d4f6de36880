import { routes } from "../lib/routes";
import { type OwnStack, startOwnStack } from "../scripts/test/own-stack";
import { serveEmptyApp } from "./empty-app";
import { compareServerTime, scriptBytes } from "./measure-page";
import { signedIn } from "./signed-in";

type Page = { path: string; url: string; cookie: string; readOnly: boolean };

const ROUNDS = 150;
/** Calls until V8 has compiled what both serve: measured is a server that runs, not one that starts. */
const WARM_UP = 60;

async function pagesOf(own: OwnStack): Promise<Page[]> {
  const signIn = await signedIn(own);
  const support = await signIn("support@contoso.example");
  const admin = await signIn("admin@contoso.example");
  const { rows } = (await (
    await fetch(`${own.stack.url}/api/v1/orgs`, { headers: { cookie: support } })
  ).json()) as { rows: { id: string; name: string }[] };
  const idOf = (name: string) => rows.find((row) => row.name.startsWith(name))?.id ?? "";
  const page = (path: string, address: string, cookie: string, readOnly: boolean): Page => ({
    path,
    url: `${own.stack.url}${address}`,
    cookie,
    readOnly,
  });
  const org = "/organisations/[org]";
  return [
    page("/sign-in", routes.signIn(), "", true),
    page("/compliance", routes.compliance(), support, true),
    page("/organisations", routes.organisations(), support, true),
    page(org, routes.organisation(idOf("Fabrikam")), support, true),
    page(`${org}/compare`, routes.compare(idOf("Fabrikam")), support, true),
    page(`${org}/timeline`, routes.timeline(idOf("Fabrikam")), support, true),
    page(`${org}/audit`, routes.audit(idOf("Fabrikam")), support, true),
    page(`${org}/setup/aep/entitlement`, routes.step(idOf("Contoso"), "aep", "entitlement"), admin, false),
    page(`${org}/setup/aep/vault`, routes.step(idOf("Contoso"), "aep", "vault"), admin, false),
    page(`${org}/settings`, routes.settings(idOf("Contoso")), admin, false),
    page("/organisations/new", routes.newOrganisation(), admin, false),
  ];
}

/** Server time (p95) and first-load script of every page as a ratio to an empty page served beside it. */
export async function run(): Promise<object> {
  const emptyApp = await serveEmptyApp();
  const own = await startOwnStack().catch((error: unknown) => {
    emptyApp.stop();
    throw error;
  });
  try {
    const empty = { url: emptyApp.url, cookie: "" };
    const emptyScript = await scriptBytes(empty);
    console.log(`empty page: ${(emptyScript / 1024).toFixed(0)} KB of gzipped script`);
    const pages: { path: string; p95Ratio: number; scriptRatio: number; readOnly: boolean }[] = [];
    for (const page of await pagesOf(own)) {
      await compareServerTime(page, empty, WARM_UP);
      const p95 = await compareServerTime(page, empty, ROUNDS);
      const figures = {
        p95Ratio: round(p95.page / p95.empty),
        scriptRatio: round((await scriptBytes(page)) / emptyScript),
      };
      console.log(
        `${page.path}: p95 ${p95.page.toFixed(1)} ms (empty ${p95.empty.toFixed(1)} ms), ratio ${figures.p95Ratio}; script ratio ${figures.scriptRatio}`,
      );
      pages.push({ path: page.path, ...figures, readOnly: page.readOnly });
    }
    const worst = (pick: (page: (typeof pages)[number]) => number, list = pages) =>
      Math.max(...list.map(pick));
    return {
      pages,
      worstP95Ratio: worst((page) => page.p95Ratio),
      worstScriptRatio: worst((page) => page.scriptRatio),
      worstReadOnlyScriptRatio: worst(
        (page) => page.scriptRatio,
        pages.filter((page) => page.readOnly),
      ),
    };
  } finally {
    emptyApp.stop();
    await own.stop();
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
