import type { State } from "../../sandbox/core/types";
import { ADOBE_ORGS } from "../../sandbox/seed/adobe";
import { fixedId, SUBSCRIPTIONS, TENANTS } from "../../sandbox/seed/names";

/** One customer of Azure in the sandbox's world; several organisations may share it. */
export type Customer = { tenantId: string; subscriptionId: string; prefix: string };
/** One organisation of Adobe's, by its number. */
export type FleetOrganisation = { imsOrgId: string; clientId: string; secret: string; customer: Customer };

const SEEDED = "kv-fabrikam";
/** What of the world belongs to a customer. */
const PARTS = [
  "tenants",
  "servicePrincipals",
  "subscriptions",
  "resourceGroups",
  "vaults",
  "keys",
  "roleAssignments",
  "locks",
  "diagnosticSettings",
  "monitors",
] as const;

/** Customer number `index`: Fabrikam's resources once more, under names of their own. */
export function customerOf(index: number): Customer {
  const tenantId = fixedId(`tenant ${index}`);
  return { tenantId, subscriptionId: fixedId(`subscription ${index}`), prefix: `kv-f${index}` };
}

export function organisationOf(index: number, customers: number): FleetOrganisation {
  const imsOrgId = `${fixedId(`ims ${index}`).replace(/-/g, "").slice(0, 24).toUpperCase()}@AdobeOrg`;
  const customer = customerOf(index % customers);
  return { imsOrgId, clientId: `fleet-${index}`, secret: `fleet-sandbox-secret-${index}`, customer };
}

/** Fills the sandbox's world with so many organisations, each complete, of so many customers. */
export function addFleet(state: State, size: number, customers: number): void {
  const own = [TENANTS.fabrikam, SUBSCRIPTIONS.fabrikam, SEEDED];
  const templates = PARTS.map((part) => {
    const all = (state[part] ?? []) as object[];
    const mine = all.map((one) => JSON.stringify(one)).filter((text) => own.some((id) => text.includes(id)));
    return { part, text: `[${mine.join(",")}]` };
  });
  const principals = state.servicePrincipals.filter(({ tenantId }) => tenantId === TENANTS.fabrikam);
  for (let index = 0; index < customers; index++) {
    const { tenantId, subscriptionId, prefix } = customerOf(index);
    const renamed = (text: string) =>
      principals.reduce(
        (done, { id }) => done.replaceAll(id, fixedId(`${id} ${index}`)),
        text
          .replaceAll(TENANTS.fabrikam, tenantId)
          .replaceAll(SUBSCRIPTIONS.fabrikam, subscriptionId)
          .replaceAll(SEEDED, prefix),
      );
    for (const { part, text } of templates)
      (state[part] as object[]).push(...(JSON.parse(renamed(text)) as object[]));
  }
  const adobe = state.adobeOrgs.find(({ imsOrgId }) => imsOrgId === ADOBE_ORGS.fabrikam);
  const credential = state.adobeCredentials.find(({ imsOrgId }) => imsOrgId === ADOBE_ORGS.fabrikam);
  const config = state.cmkConfigs.find(({ imsOrgId }) => imsOrgId === ADOBE_ORGS.fabrikam);
  if (!adobe || !credential || !config) throw new Error("The sandbox has no Fabrikam to copy.");
  for (let index = 0; index < size; index++) {
    const { imsOrgId, clientId, secret, customer } = organisationOf(index, customers);
    state.adobeOrgs.push({ ...adobe, imsOrgId, name: `Fleet ${index}` });
    state.adobeCredentials.push({ ...credential, imsOrgId, clientId, clientSecret: secret });
    const text = JSON.stringify({ ...config, imsOrgId, id: fixedId(`config ${index}`) });
    state.cmkConfigs.push(JSON.parse(text.replaceAll(SEEDED, customer.prefix)) as typeof config);
  }
}
