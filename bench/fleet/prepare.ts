import pg from "pg";
import { newId } from "@/lib/db/new-id";
import { localKeyWrapper } from "@/lib/db/secrets/key-wrapper";
import { sealSecret } from "@/lib/db/secrets/seal";
import { secretPurpose } from "@/lib/db/secrets/secrets";
import { env } from "@/lib/env";
import { manifestSchema } from "@/prisma/seed/manifest";
import { seedDemo } from "@/prisma/seed/seed-demo";
import { organisationOf } from "./customers";

const BATCH = 500;
/** The search's index has a bench of its own: filling it for a fleet takes longer than watching the fleet. */
const SEARCH_TRIGGERS = [
  ["organisations", "organisations_found"],
  ["setups", "setups_found"],
  ["secrets", "secrets_found"],
  ["statements", "statements_found"],
  ["observations", "observations_found"],
] as const;

/** Copies rows of an organisation to those of the table `fleet` as they are, with the names of its vaults changed. */
function copyOf(table: string, changed: Record<string, string>): string {
  const names = Object.keys(changed).join(", ");
  return `insert into ${table} (id, organisation_id, ${names})
    select gen_random_uuid(), fleet.id, ${Object.values(changed).join(", ")}
    from fleet join ${table} t on t.organisation_id = fleet.template`;
}

/** Makes the demo organisations and `size` more, each set up like Fabrikam, in an empty database. */
export async function prepareFleet(
  ownerUrl: string,
  controlUrl: string,
  size: number,
  customers: number,
): Promise<void> {
  const manifest = manifestSchema.parse(await (await fetch(`${controlUrl}/demo`)).json());
  const wrapper = localKeyWrapper(env().CLAVIS_SECRET_KEY);
  await seedDemo(manifest, wrapper, new Date());
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query("set clavis.organisations = '*'");
  for (const [table, trigger] of SEARCH_TRIGGERS)
    await owner.query(`alter table ${table} disable trigger ${trigger}`);
  await owner.query(
    "create temp table fleet (id uuid primary key, template uuid, customer int, ims text, tenant uuid, subscription uuid, prefix text)",
  );
  for (let from = 0; from < size; from += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, size - from) }, (_, place) => {
      const index = from + place;
      return { id: newId(), index, ...organisationOf(index, customers) };
    });
    const list = <T>(of: (row: (typeof rows)[number]) => T) => rows.map(of);
    await owner.query(
      `insert into fleet select id, (select id from organisations where name like 'Fabrikam%'), customer, ims, tenant, subscription, prefix
       from unnest($1::uuid[], $2::int[], $3::text[], $4::uuid[], $5::uuid[], $6::text[]) as f (id, customer, ims, tenant, subscription, prefix)`,
      [
        list(({ id }) => id),
        list(({ index }) => index % customers),
        list(({ imsOrgId }) => imsOrgId),
        list(({ customer }) => customer.tenantId),
        list(({ customer }) => customer.subscriptionId),
        list(({ customer }) => customer.prefix),
      ],
    );
    await owner.query(
      `insert into organisations (id, name, ims_org_id, region, shield, cja_bought, azure_tenant_id, azure_subscription_id, updated_at)
       select f.id, 'Fleet ' || f.id, f.ims, o.region, o.shield, o.cja_bought, f.tenant, f.subscription, now()
       from fleet f join organisations o on o.id = f.template where f.id = any ($1::uuid[])`,
      [list(({ id }) => id)],
    );
    for (const { id, clientId, secret } of rows) {
      const { keyId, wrappedKey, nonce, ciphertext, tag } = await sealSecret(
        wrapper,
        secretPurpose(id, "adobe", clientId),
        secret,
      );
      await owner.query(
        `insert into secrets (id, organisation_id, kind, name, key_id, wrapped_key, nonce, ciphertext, tag, created_at)
         values (gen_random_uuid(), $1, 'adobe', $2, $3, $4, $5, $6, $7, now())`,
        [
          id,
          clientId,
          keyId,
          Buffer.from(wrappedKey),
          Buffer.from(nonce),
          Buffer.from(ciphertext),
          Buffer.from(tag),
        ],
      );
    }
  }
  await owner.query(
    copyOf("setups", {
      part: "t.part",
      choices: "replace(t.choices::text, 'kv-fabrikam', fleet.prefix)::jsonb",
      revision: "t.revision",
      updated_at: "now()",
    }),
  );
  await owner.query(
    copyOf("statements", {
      part: "t.part",
      step: "t.step",
      reference: "t.reference",
      text: "replace(t.text, 'kv-fabrikam', fleet.prefix)",
      stated_on: "t.stated_on",
      stated_by: "t.stated_by",
      stated_by_name: "t.stated_by_name",
      stated_at: "t.stated_at",
    }),
  );
  // One organisation of each customer is looked at whole first; what was seen is copied to the others.
  await owner.query(
    `insert into watches (organisation_id, critical_due_at, full_due_at)
     select id, now() + interval '1 day', case when n = 1 then now() else now() + interval '1 day' end
     from (select id, row_number() over (partition by customer order by id) as n from fleet) f`,
  );
  await owner.query(
    "insert into watches (organisation_id, critical_due_at, full_due_at) select id, now() + interval '1 day', now() + interval '1 day' from organisations on conflict do nothing",
  );
  await owner.end();
}
