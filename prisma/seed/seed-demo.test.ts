import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { connectDatabase, disconnectDatabase } from "@/lib/db/client";
import { listAudit } from "@/lib/db/list-audit";
import { listOverview } from "@/lib/db/list-overview";
import { grantScope } from "@/lib/db/scope";
import { localKeyWrapper } from "@/lib/db/secrets/key-wrapper";
import { readSecret } from "@/lib/db/secrets/secrets";
import { readWithScope } from "@/lib/db/transaction";
import { CHAIN_START, walkChain } from "@/lib/db/verify-chain";
import { startSandbox } from "@/sandbox/start";
import { createTestDatabase } from "@/test/database";
import { type Manifest, manifestSchema } from "./manifest";
import { seedDemo } from "./seed-demo";

const wrapper = localKeyWrapper(randomBytes(32));
const everything = grantScope({ organisations: "*", userId: null });
let manifest: Manifest;
let made: number[];

beforeAll(async () => {
  connectDatabase((await createTestDatabase()).appUrl);
  const sandbox = await startSandbox({ port: 0, memory: true });
  const answer = await fetch(`${sandbox.doorUrl}/control/demo`);
  await sandbox.stop();
  manifest = manifestSchema.parse(await answer.json());
  made = [await seedDemo(manifest, wrapper, new Date()), await seedDemo(manifest, wrapper, new Date())];
});
afterAll(() => disconnectDatabase());

it("makes three organisations once: complete, fresh and half-way", async () => {
  expect(made).toEqual([3, 0]);
  const { rows } = await readWithScope(everything, (tx) => listOverview(tx));
  const shape = rows.map(({ organisation, parts }) => ({
    name: organisation.name,
    choices: [parts.aep.choices.vault?.name, parts.cja.choices.vault?.name, parts.aep.choices.configName],
    statements: [parts.aep, parts.cja].map((part) => part.statements.map((statement) => statement.step)),
  }));
  const none = undefined;
  const cja = ["entitlement", "ticket", "confirmation"];
  expect(shape).toEqual([
    { name: "Contoso Health", choices: [none, none, none], statements: [[], []] },
    {
      name: "Fabrikam Care",
      choices: ["kv-fabrikam-aep", "kv-fabrikam-cja", "fabrikam-cmk"],
      statements: [["entitlement"], cja],
    },
    {
      name: "Northwind Pharma",
      choices: ["kv-northwind-aep", none, none],
      statements: [["entitlement"], []],
    },
  ]);
  const ticket = rows[1]?.parts.cja.statements.find((statement) => statement.step === "ticket");
  expect(ticket?.text).toContain("https://kv-fabrikam-cja.vault.azure.net/keys/adobe-cmk");
});

it("keeps credentials sealed, and an intact audit trail", async () => {
  const { rows } = await readWithScope(everything, (tx) => listOverview(tx));
  for (const { organisation, adobeCredential } of rows) {
    const demo = manifest.organisations.find(({ name }) => name === organisation.name);
    expect(adobeCredential?.clientId).toBe(demo?.adobeClientId);
    const secret = await readSecret(everything, wrapper, organisation.id, "adobe");
    expect(secret?.value).toBe(demo?.adobeClientSecret);
    const verdict = await readWithScope(everything, (tx) =>
      walkChain(tx, organisation.id, CHAIN_START, 100_000),
    );
    expect(verdict).toMatchObject({ problems: [] });
  }
  const audit = await readWithScope(everything, (tx) => listAudit(tx, { limit: 100 }));
  expect(
    JSON.stringify(audit.rows, (_, value) => (typeof value === "bigint" ? String(value) : value)),
  ).not.toContain("s8e-");
});
