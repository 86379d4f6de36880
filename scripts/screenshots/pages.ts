import { routes } from "../../lib/routes";

/** Ids of the seeded organisations: fresh, half-way, complete. */
export type SeededIds = { contoso: string; northwind: string; fabrikam: string };

export type Shot = { name: string; account: string | null; path: (ids: SeededIds) => string };

const ADMIN = "admin@contoso.example";

/** Every page that npm run screenshots takes, and who looks at it; null: before signing in. */
export const SHOTS: Shot[] = [
  { name: "sign-in", account: null, path: () => routes.signIn() },
  { name: "no-access", account: null, path: () => routes.noAccess() },
  { name: "setup-fresh", account: ADMIN, path: ({ contoso }) => routes.setup(contoso) },
  {
    name: "step-entitlement",
    account: ADMIN,
    path: ({ contoso }) => routes.step(contoso, "aep", "entitlement"),
  },
  { name: "step-vault", account: ADMIN, path: ({ contoso }) => routes.step(contoso, "aep", "vault") },
  { name: "organisation", account: ADMIN, path: ({ contoso }) => routes.organisation(contoso) },
  { name: "settings", account: ADMIN, path: ({ contoso }) => routes.settings(contoso) },
  { name: "new-organisation", account: ADMIN, path: () => routes.newOrganisation() },
  {
    name: "setup-half-way",
    account: "admin@northwind.example",
    path: ({ northwind }) => routes.setup(northwind),
  },
  {
    name: "step-submit",
    account: "admin@northwind.example",
    path: ({ northwind }) => routes.step(northwind, "aep", "submit"),
  },
  {
    name: "setup-complete",
    account: "admin@fabrikam.example",
    path: ({ fabrikam }) => routes.setup(fabrikam),
  },
  {
    name: "step-key-life",
    account: "admin@fabrikam.example",
    path: ({ fabrikam }) => routes.step(fabrikam, "aep", "key"),
  },
  {
    name: "step-vault-done",
    account: "admin@fabrikam.example",
    path: ({ fabrikam }) => routes.step(fabrikam, "cja", "vault"),
  },
  {
    name: "step-confirmation",
    account: "admin@fabrikam.example",
    path: ({ fabrikam }) => routes.step(fabrikam, "cja", "confirmation"),
  },
  {
    name: "revoking",
    account: "admin@fabrikam.example",
    path: ({ fabrikam }) => routes.revoking(fabrikam),
  },
  {
    name: "evidence",
    account: "admin@fabrikam.example",
    path: ({ fabrikam }) => routes.evidence(fabrikam),
  },
  {
    name: "support-bundle",
    account: "admin@fabrikam.example",
    path: ({ fabrikam }) => routes.supportBundle(fabrikam),
  },
  {
    name: "verification",
    account: "support@contoso.example",
    path: ({ fabrikam }) => routes.verification(fabrikam),
  },
  {
    name: "event-feed",
    account: "admin@fabrikam.example",
    path: ({ fabrikam }) => routes.eventFeed(fabrikam),
  },
  {
    name: "alerts",
    account: "support@contoso.example",
    path: ({ fabrikam }) => routes.alerts(fabrikam),
  },
  {
    name: "exceptions",
    account: "admin@fabrikam.example",
    path: ({ fabrikam }) => routes.exceptions(fabrikam),
  },
  {
    name: "channels",
    account: "admin@fabrikam.example",
    path: ({ fabrikam }) => routes.channels(fabrikam),
  },
  {
    name: "overview",
    account: "leader@contoso.example",
    path: ({ fabrikam }) => routes.overview(fabrikam),
  },
  { name: "fleet", account: "leader@contoso.example", path: () => routes.fleet() },
  { name: "checks", account: "leader@contoso.example", path: () => routes.checks() },
  { name: "check", account: "leader@contoso.example", path: () => routes.check("KEY-06") },
  { name: "compliance", account: "leader@contoso.example", path: () => routes.compliance() },
  { name: "share", account: "leader@contoso.example", path: () => routes.share() },
  { name: "frameworks", account: "leader@contoso.example", path: () => routes.frameworks() },
  { name: "framework", account: "leader@contoso.example", path: () => routes.framework("cis-6.0") },
  {
    name: "framework-organisation",
    account: "leader@contoso.example",
    path: ({ fabrikam }) => routes.organisationFramework("nist-800-53", fabrikam),
  },
  {
    name: "encryption",
    account: "leader@contoso.example",
    path: ({ fabrikam }) => routes.encryption(fabrikam),
  },
  { name: "organisations", account: "support@contoso.example", path: () => routes.organisations() },
  {
    name: "organisation-support",
    account: "support@contoso.example",
    path: ({ northwind }) => routes.organisation(northwind),
  },
  {
    name: "organisation-compare",
    account: "support@contoso.example",
    path: ({ fabrikam }) => routes.compare(fabrikam),
  },
  {
    name: "organisation-timeline",
    account: "support@contoso.example",
    path: ({ fabrikam }) => routes.timeline(fabrikam),
  },
  {
    name: "organisation-attempts",
    account: "support@contoso.example",
    path: ({ fabrikam }) => routes.attempts(fabrikam),
  },
  { name: "inbox", account: "admin@fabrikam.example", path: () => routes.inbox() },
  {
    name: "decode",
    account: "support@contoso.example",
    path: ({ fabrikam }) => routes.decode(fabrikam),
  },
  { name: "audit", account: "support@contoso.example", path: ({ fabrikam }) => routes.audit(fabrikam) },
];

export const SIZES = {
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
} as const;

export const THEMES = ["light", "dark"] as const;
export const LANGUAGES = ["en", "fr"] as const;
