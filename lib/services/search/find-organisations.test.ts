import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readQuery } from "@/lib/cmk/search/read-query";
import { recordObservations } from "@/lib/db/observations";
import { createOrganisation } from "@/lib/db/organisations";
import type { OrganisationId } from "@/lib/db/scope";
import { searchOrganisations } from "@/lib/db/search";
import { saveChoices } from "@/lib/db/setups";
import { makeStatement, withdrawStatement } from "@/lib/db/statements";
import { EVERYTHING, openTestWorld, type TestWorld } from "@/lib/db/test-world";
import { prismaOf, withScope } from "@/lib/db/transaction";
import type { WideContext } from "../wide-context";
import { findOrganisations } from "./find-organisations";

let world: TestWorld;
const TENANT = "0b1f3c55-7a11-4d0e-9d3a-6f0d6a1b2c3d";
const SUBSCRIPTION = "8f0e2b7a-1111-4c1d-9a6e-0000000000aa";
const APPLICATION = "5c0d7d4e-9a66-4c6f-8f0e-3b6a5f2d1e00";
let loreal: OrganisationId;

const context = (scope = EVERYTHING, roles: ("support" | "leader")[] = ["support"]): WideContext => ({
  actor: { kind: "user", userId: world.me.id, objectId: "o", tenantId: "t", name: "Sam", roles },
  scope,
  correlationId: "c",
  now: () => new Date(),
  rolesIn: () => roles,
  windows: { rolePropagationSeconds: 600, firewallPropagationSeconds: 600 },
});
const find = async (query: string, scope = EVERYTHING) =>
  (await findOrganisations(context(scope), { query })).rows.map(({ name, match }) => [name, match.kind]);

beforeAll(async () => {
  world = await openTestWorld();
  await withScope(EVERYTHING, async (tx) => {
    const base = { region: "va7", shield: "healthcare" as const, cjaBought: false };
    const made = await createOrganisation(
      tx,
      {
        ...base,
        name: "L’Oréal Santé Straße",
        imsOrgId: "7F3A2C915B1E4D880A495CC1@AdobeOrg",
        azureTenantId: TENANT,
        azureSubscriptionId: SUBSCRIPTION,
      },
      null,
    );
    loreal = made.id;
    await createOrganisation(
      tx,
      {
        ...base,
        name: "Northwind Pharma",
        imsOrgId: "C07A3F915B1E4D880A495CE2@AdobeOrg",
        azureTenantId: randomUUID(),
        azureSubscriptionId: randomUUID(),
      },
      null,
    );
    await saveChoices(
      tx,
      loreal,
      "aep",
      {
        vault: {
          mode: "create",
          name: "kv-loreal-aep",
          resourceGroup: "rg",
          location: "westeurope",
          sku: "premium",
        },
        key: { mode: "create", name: "adobe-cmk", size: 3072 },
      },
      1,
    );
    const at = new Date().toISOString();
    await recordObservations(tx, loreal, "cja", {
      registration: {
        at,
        source: "adobe",
        value: { applicationId: APPLICATION, name: "Adobe", consentUrl: "https://login.example" },
      },
    });
    await makeStatement(tx, {
      organisationId: loreal,
      part: "cja",
      step: "ticket",
      reference: "E-000412",
      text: null,
      statedOn: null,
      statedBy: null,
      statedByName: "Ada",
      statedAt: new Date("2026-01-01T00:00:00Z"),
    });
  });
}, 60_000);
afterAll(() => world.end());

describe("an organisation is found", () => {
  it.each([
    ["by its name", "L’Oréal Santé Straße", "name"],
    ["without accents", "loreal sante", "name"],
    ["by another way to write it", "l'oreal strasse", "name"],
    ["by a part of its name", "éal", "name"],
    ["by words in another order", "strasse sante", "name"],
    ["with a letter too many", "santee", "name"],
    ["with a wrong letter", "strabse", "name"],
    ["with a letter missing", "strase", "name"],
    ["with letters swapped", "strsase", "name"],
    ["by its IMS organisation id", "7f3a2c915b1e4d880a495cc1", "imsOrg"],
    ["by its tenant", `{${TENANT.toUpperCase()}}`, "tenant"],
    ["by its tenant without dashes", TENANT.replaceAll("-", ""), "tenant"],
    ["by its subscription", SUBSCRIPTION, "subscription"],
    ["by its vault", "kv-loreal", "vault"],
    ["by a word of its vault", "loreal-aep", "vault"],
    ["by the vault’s address", "https://kv-loreal-aep.vault.azure.net/", "vault"],
    ["by the key’s address", "https://kv-loreal-aep.vault.azure.net/keys/adobe-cmk", "key"],
    [
      "by the key’s address with a version",
      "https://kv-loreal-aep.vault.azure.net/keys/adobe-cmk/0123456789abcdef0123456789abcdef",
      "key",
    ],
    [
      "by the key’s resource id",
      `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-loreal-aep/keys/adobe-cmk`,
      "key",
    ],
    ["by an application", APPLICATION, "application"],
    ["by its ticket", "e-000412", "reference"],
    ["by the ticket’s number alone", "000412", "reference"],
  ])("%s", async (_how, query, kind) => {
    expect(await find(query)).toEqual(kind === "none" ? [] : [["L’Oréal Santé Straße", kind]]);
  });

  it("with a typo, and says so", async () => {
    const { rows } = await findOrganisations(context(), { query: "Nortwhind" });
    expect(rows).toMatchObject([{ name: "Northwind Pharma", match: { kind: "name", typo: true } }]);
    expect(await find("northwind farma")).toEqual([]);
    expect(await find("nrthwind phrma")).toEqual([["Northwind Pharma", "name"]]);
  });

  it("by nothing that is no longer so", async () => {
    await withScope(EVERYTHING, async (tx) => {
      const row = await prismaOf(tx).statement.findFirst({ where: { organisationId: loreal } });
      await withdrawStatement(tx, loreal, row?.id ?? "", new Date());
    });
    expect(await find("e-000412")).toEqual([]);
  });
});

describe("nothing is found", () => {
  it.each(["", " ", "a", "%", "__", "' or 1=1 --", "\u0000\u0001", "zzzzzzzz", "😀😀", "%E0%A4%A"])(
    "by %s",
    async (query) => expect(await find(query)).toEqual([]),
  );
  it("by a text without end", async () => expect(await find("x".repeat(100_000))).toEqual([]));
  it("of another organisation", async () => {
    expect(await find("theirs", world.scope)).toEqual([]);
    expect(await find(`${"B".repeat(24)}@AdobeOrg`, world.scope)).toEqual([]);
    expect(await find("mine", world.scope)).toEqual([["Mine", "name"]]);
  });
  it("by somebody without the permission", async () => {
    const nobody = { ...context(), actor: { ...context().actor, roles: [] } } as WideContext;
    await expect(findOrganisations(nobody, { query: "mine" })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

it("is planned for each question: no statement of it is kept, whose plan for anything would read every key", async () => {
  const kept = await withScope(EVERYTHING, async (tx) => {
    for (let times = 0; times < 7; times += 1) await searchOrganisations(tx, readQuery("mine"), 5);
    return prismaOf(tx).$queryRaw<object[]>`
      select name from pg_prepared_statements where statement like '%search_keys k on%' and statement not like '%prepared%'`;
  });
  expect(kept).toEqual([]);
});
