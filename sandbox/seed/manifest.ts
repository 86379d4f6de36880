import { type State } from "../core/types";
import { ADOBE_ORGS, FABRIKAM_FEED, FABRIKAM_TICKET } from "./adobe";
import { APPS, CLAVIS_SECRET, SUBSCRIPTIONS, TENANTS } from "./names";

type Place = { resourceGroup: string; vault: string; key: string };
/** Where the vault is and of which tier; null when it is gone. */
type Seen = { location: string; sku: string } | null;

export type DemoOrganisation = {
  name: string;
  imsOrgId: string;
  region: string;
  shield: string;
  cjaBought: boolean;
  tenantId: string;
  subscriptionId: string;
  adobeClientId: string;
  adobeClientSecret: string;
  /** The registration of I/O Events that feeds it; null: there is none. */
  eventFeed: typeof FABRIKAM_FEED | null;
  setup: {
    aep: (Place & { config: string | null; shieldReference: string; seen?: Seen }) | null;
    cja: (Place & { ticket: string; confirmation: string; seen?: Seen }) | null;
  };
};

const cases = {
  contoso: { cjaBought: false, setup: { aep: null, cja: null } },
  fabrikam: {
    cjaBought: true,
    setup: {
      aep: {
        resourceGroup: "rg-cmk",
        vault: "kv-fabrikam-aep",
        key: "adobe-cmk",
        config: "fabrikam-cmk",
        shieldReference: "Order form FC-2291",
      },
      cja: {
        resourceGroup: "rg-cmk",
        vault: "kv-fabrikam-cja",
        key: "adobe-cmk",
        ticket: FABRIKAM_TICKET,
        confirmation: "Customer Care's answer of that ticket",
      },
    },
  },
  northwind: {
    cjaBought: false,
    setup: {
      aep: {
        resourceGroup: "rg-cmk",
        vault: "kv-northwind-aep",
        key: "adobe-cmk",
        config: null,
        shieldReference: "Contract NP-0417",
      },
      cja: null,
    },
  },
} satisfies Record<keyof typeof ADOBE_ORGS, Pick<DemoOrganisation, "cjaBought" | "setup">>;

/** Who has their role in every organisation; the others have it in those of their own directory. */
const EVERYWHERE = ["operator@contoso.example", "leader@contoso.example", "support@contoso.example"];

/** What the product's own demo data needs to know, so that both tell the same story. */
export function demoManifest(state: State) {
  const orgs = Object.keys(cases) as (keyof typeof cases)[];
  const look = <P extends Place>(place: P | null) => {
    const vault =
      place && state.vaults.find((candidate) => candidate.name === place.vault && !candidate.deleted);
    return place && { ...place, seen: vault ? { location: vault.location, sku: vault.sku } : null };
  };
  const organisations = orgs.map((org): DemoOrganisation => {
    const adobe = state.adobeOrgs.find((candidate) => candidate.imsOrgId === ADOBE_ORGS[org]);
    const credential = state.adobeCredentials.find((candidate) => candidate.imsOrgId === ADOBE_ORGS[org]);
    return {
      name: adobe?.name ?? org,
      imsOrgId: ADOBE_ORGS[org],
      region: adobe?.region ?? "va7",
      shield: adobe?.shield ?? "none",
      tenantId: TENANTS[org],
      subscriptionId: SUBSCRIPTIONS[org],
      adobeClientId: credential?.clientId ?? "",
      adobeClientSecret: credential?.clientSecret ?? "",
      cjaBought: cases[org].cjaBought,
      eventFeed: org === "fabrikam" ? FABRIKAM_FEED : null,
      setup: { aep: look(cases[org].setup.aep), cja: look(cases[org].setup.cja) },
    };
  });
  return {
    clavis: { clientId: APPS.clavis, clientSecret: CLAVIS_SECRET, homeTenantId: TENANTS.contoso },
    tenants: state.tenants,
    subscriptions: state.subscriptions.map(({ id, tenantId, displayName }) => ({
      id,
      tenantId,
      displayName,
    })),
    organisations,
    accounts: state.accounts.map(({ objectId, tenantId, upn, displayName, appRoles, demoRole }) => {
      const everywhere = EVERYWHERE.includes(upn);
      return { objectId, tenantId, upn, displayName, appRoles, demoRole, everywhere };
    }),
  };
}
