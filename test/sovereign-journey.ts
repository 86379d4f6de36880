import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { AZURE_CLOUDS, type AzureCloudId } from "@/lib/cmk/azure-clouds";
import { parseKeyAddress } from "@/lib/cmk/key-address";
import type { PartId, StepId } from "@/lib/cmk/parts";
import { parseEnv } from "@/lib/env";
import type { OrganisationContext } from "@/lib/services/context";
import { applyPart } from "@/lib/services/setup/apply-part";
import { applyStep } from "@/lib/services/setup/apply-step";
import { attestStep } from "@/lib/services/setup/attest-step";
import { checkStep } from "@/lib/services/setup/check-step";
import { continueRun } from "@/lib/services/setup/continue-run";
import { getSetup } from "@/lib/services/setup/get-setup";
import { getStep } from "@/lib/services/setup/get-step";
import { listVaultCandidates } from "@/lib/services/setup/list-vault-candidates";
import { planPart } from "@/lib/services/setup/plan-part";
import { planStep } from "@/lib/services/setup/plan-step";
import { pollEnablement } from "@/lib/services/setup/poll-enablement";
import { saveChoices } from "@/lib/services/setup/save-choices";
import { CONTOSO, type Contoso, openContoso } from "./contoso";
import { failureOf } from "./failure-of";

/** The whole AEP part in Azure's sovereign clouds: real SDKs, at the host names that AZURE_CLOUD stands for. */

const SETTINGS = {
  NODE_ENV: "test",
  DATABASE_URL: "postgres://localhost/clavis",
  CLAVIS_SECRET_KEY: randomBytes(32).toString("base64"),
  ENTRA_CLIENT_ID: "c1a71500-0000-4000-8000-00000000c1a7",
  ENTRA_CLIENT_SECRET: "a secret of one's own",
  ENTRA_ALLOWED_TENANTS: "11111111-aaaa-4aaa-8aaa-000000000001",
};

async function until<T>(ask: () => Promise<T>, isThere: (value: T) => boolean): Promise<void> {
  for (const end = Date.now() + 40_000; Date.now() < end; ) {
    if (isThere(await ask())) return;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

/** One sandbox plays one cloud, and one process has one proxy: a test file per cloud. */
export function testSovereignCloud(cloud: Exclude<AzureCloudId, "public">): void {
  const addresses = AZURE_CLOUDS[cloud];
  let contoso: Contoso;
  let admin: OrganisationContext;
  beforeAll(async () => {
    contoso = await openContoso(cloud);
    admin = await contoso.signedIn("admin@contoso.example", "Ada Admin");
  });
  afterAll(() => contoso?.end());

  async function apply(part: PartId, step: StepId, confirmation?: string) {
    const { plan } = await planStep(admin, { part, step });
    const request = { part, step, planHash: plan?.hash ?? "", confirmation, idempotencyKey: randomUUID() };
    return applyStep(admin, request);
  }

  test("one setting stands for every address", () => {
    const parsed = parseEnv({ ...SETTINGS, AZURE_CLOUD: cloud });
    expect(parsed.ok ? [] : parsed.problems).toEqual([]);
    expect(parsed.ok && parsed.env).toMatchObject({
      ENTRA_AUTHORITY_HOST: addresses.authority,
      AZURE_RESOURCE_MANAGER_URL: addresses.resourceManager,
      GRAPH_URL: addresses.graph,
      AZURE_KEY_VAULT_SUFFIX: addresses.vaultSuffix,
      AZURE_MANAGED_HSM_SUFFIX: addresses.hsmSuffix,
    });
  });

  test("vaults and managed HSMs are listed at this cloud's addresses, a region of it is suggested", async () => {
    const found = await listVaultCandidates(admin, { part: "aep" });
    expect(found.find(({ vault }) => vault.name === "kv-contoso-ready")?.vault.uri).toBe(
      `https://kv-contoso-ready.${addresses.vaultSuffix}/`,
    );
    expect(found.find(({ vault }) => vault.name === "hsm-contoso")).toMatchObject({
      keyCount: 1,
      vault: { uri: `https://hsm-contoso.${addresses.hsmSuffix}/` },
    });
    const { choices, cloud: told } = await getStep(admin, { part: "aep", step: "vault" });
    expect(choices.suggested.vault.location).toBe(addresses.region);
    expect(told).toBe(cloud);
  });

  test("a key's address of this cloud is understood, one of the public cloud is refused", () => {
    const name = `kv-contoso-ready.${addresses.vaultSuffix}`;
    expect(parseKeyAddress(`https://${name}/keys/k`, cloud)).toMatchObject({ ok: true, store: "vault" });
    expect(parseKeyAddress("https://kv-contoso-ready.vault.azure.net/keys/k", cloud)).toEqual({
      ok: false,
      problem: "other-cloud",
    });
  });

  test("from a new vault to complete, with scripts and links for this cloud", {
    timeout: 60_000,
  }, async () => {
    const { choices } = await getStep(admin, { part: "aep", step: "vault" });
    const vault = { ...choices.suggested.vault, name: `kv-${cloud.slice(0, 5)}-aep` };
    await saveChoices(admin, { part: "aep", revision: choices.revision, vault });
    await attestStep(admin, { part: "aep", step: "entitlement", reference: "Contract 7" });
    await checkStep(admin, { part: "aep", step: "entitlement" });
    const { scripts } = await planStep(admin, { part: "aep", step: "vault" });
    expect(scripts?.az).toContain(`az cloud set --name ${addresses.tools.cli}`);
    expect(scripts?.powershell).toContain(`-Environment '${addresses.tools.cli}'`);
    expect(scripts?.terraform).toContain(`environment = "${addresses.tools.terraform}"`);
    expect(scripts?.portal).toContain(addresses.portal);
    const { plan } = await planPart(admin, { part: "aep" });
    const run = await applyPart(admin, {
      part: "aep",
      planHash: plan.hash,
      idempotencyKey: randomUUID(),
    });
    await until(
      async () => {
        await continueRun(admin, { runId: run.id });
        return (await getSetup(admin)).runs.aep?.status ?? "none";
      },
      (status) => !["waiting", "queued", "running"].includes(status),
    );
    expect((await getSetup(admin)).runs.aep).toMatchObject({ status: "succeeded", problem: null });
    const app = await getStep(admin, { part: "aep", step: "app" });
    expect(app.consentUrl?.startsWith(`${addresses.authority}/11111111-`)).toBe(true);
    await apply("aep", "submit", CONTOSO);
    expect(contoso.sandbox.world.state.cmkConfigs.at(-1)?.keyVaultUri).toBe(
      `https://kv-${cloud.slice(0, 5)}-aep.${addresses.vaultSuffix}`,
    );
    await until(
      async () => {
        await pollEnablement(admin);
        return (await getStep(admin, { part: "aep", step: "enablement" })).step.outcome.kind;
      },
      (kind) => kind === "done",
    );
    expect((await getStep(admin, { part: "aep", step: "enablement" })).step.outcome.kind).toBe("done");
  });

  test("nothing was asked of the public cloud", () => {
    const hosts = new Set(contoso.sandbox.log.since(0).map(({ host }) => host));
    const { login, ...publicHosts } = { ...AZURE_CLOUDS.public, login: AZURE_CLOUDS.public.authority };
    for (const address of [login, publicHosts.resourceManager, publicHosts.graph])
      expect(hosts).not.toContain(new URL(address).host);
    for (const host of hosts) expect(host).not.toMatch(/\.(vault|managedhsm)\.azure\.net$/);
    expect(hosts).toContain(new URL(addresses.resourceManager).host);
    expect(hosts).toContain(new URL(addresses.graph).host);
  });

  test("a token of one cloud is worth nothing in another", async () => {
    const client = await admin.clouds.azure();
    const { credential } = await import("./sign-in").then(({ signInAs }) =>
      signInAs("admin@contoso.example"),
    );
    const { createAzureClient } = await import("@/lib/azure/azure-client");
    const lost = createAzureClient({
      credential: { getToken: () => credential.getToken("https://management.azure.com/.default") },
      resourceManagerUrl: addresses.resourceManager,
      keyVaultSuffix: addresses.vaultSuffix,
      managedHsmSuffix: addresses.hsmSuffix,
    });
    expect((await client.listSubscriptions()).length).toBeGreaterThan(0);
    expect(await failureOf(lost.listSubscriptions())).toMatchObject({ kind: "unauthenticated" });
  });
}
