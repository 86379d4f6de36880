import type { Places } from "../../e2e/journeys/fill-console";
import { routes } from "../../lib/routes";

/** A page, who looks at it (null: before signing in), and whether it is one of app/ or another look at one. */
export type Shot = { name: string; account: string | null; path: (places: Places) => string };

const seenBy = (account: string | null, pages: Record<string, Shot["path"]>): Shot[] =>
  Object.entries(pages).map(([name, path]) => ({ name, account, path }));

/** Every page of app/: what npm run screenshots takes and what the accessibility journey reads. */
export const SHOTS: Shot[] = [
  ...seenBy(null, {
    "sign-in": () => routes.signIn(),
    "no-access": () => routes.noAccess(),
    "not-found": () => "/nothing-here",
    "status-page": ({ statusPage }) => statusPage,
    "status-page-gone": () => routes.statusPage("A".repeat(43)),
    unsubscribe: () => routes.endReports("A".repeat(43)),
  }),
  ...seenBy("admin@contoso.example", {
    "setup-fresh": ({ contoso }) => routes.setup(contoso),
    "step-entitlement": ({ contoso }) => routes.step(contoso, "aep", "entitlement"),
    "step-vault": ({ contoso }) => routes.step(contoso, "aep", "vault"),
    organisation: ({ contoso }) => routes.organisation(contoso),
    "overview-fresh": ({ contoso }) => routes.overview(contoso),
    "verification-fresh": ({ contoso }) => routes.verification(contoso),
    "findings-none": ({ contoso }) => routes.findings(contoso),
    "alerts-none": ({ contoso }) => routes.alerts(contoso),
    "evidence-none": ({ contoso }) => routes.evidence(contoso),
    "event-feed-none": ({ contoso }) => routes.eventFeed(contoso),
    "channels-none": ({ contoso }) => routes.channels(contoso),
    settings: ({ contoso }) => routes.settings(contoso),
    "audit-settings": ({ contoso }) => routes.auditSettings(contoso),
    "new-organisation": () => routes.newOrganisation(),
    account: () => routes.account(),
    "organisation-not-found": () => routes.organisation("00000000-0000-7000-8000-000000000000"),
  }),
  ...seenBy("admin@northwind.example", {
    "setup-half-way": ({ northwind }) => routes.setup(northwind),
    "step-submit": ({ northwind }) => routes.step(northwind, "aep", "submit"),
    "step-vault-half-way": ({ northwind }) => routes.step(northwind, "aep", "vault"),
    "step-key-half-way": ({ northwind }) => routes.step(northwind, "aep", "key"),
    "step-cja-entitlement": ({ northwind }) => routes.step(northwind, "cja", "entitlement"),
    "step-vault-ready": ({ northwind }) => routes.step(northwind, "cja", "vault"),
  }),
  ...seenBy("admin@fabrikam.example", {
    "setup-complete": ({ fabrikam }) => routes.setup(fabrikam),
    "step-key-life": ({ fabrikam }) => routes.step(fabrikam, "aep", "key"),
    "step-vault-done": ({ fabrikam }) => routes.step(fabrikam, "cja", "vault"),
    "step-confirmation": ({ fabrikam }) => routes.step(fabrikam, "cja", "confirmation"),
    revoking: ({ fabrikam }) => routes.revoking(fabrikam),
    evidence: ({ fabrikam }) => routes.evidence(fabrikam),
    "support-bundle": ({ fabrikam }) => routes.supportBundle(fabrikam),
    "event-feed": ({ fabrikam }) => routes.eventFeed(fabrikam),
    event: ({ fabrikam, event }) => routes.adobeEvent(fabrikam, event),
    exceptions: ({ fabrikam }) => routes.exceptions(fabrikam),
    channels: ({ fabrikam }) => routes.channels(fabrikam),
    people: ({ fabrikam }) => routes.people(fabrikam),
    "reading-rights": ({ fabrikam }) => routes.readingRights(fabrikam),
    inbox: () => routes.inbox(),
  }),
  ...seenBy("operator@contoso.example", {
    everybody: () => routes.everybody(),
    person: ({ person }) => routes.person(person),
  }),
  ...seenBy("leader@contoso.example", {
    overview: ({ fabrikam }) => routes.overview(fabrikam),
    fleet: () => routes.fleet(),
    checks: () => routes.checks(),
    check: () => routes.check("KEY-06"),
    compliance: () => routes.compliance(),
    share: () => routes.share(),
    frameworks: () => routes.frameworks(),
    framework: () => routes.framework("cis-6.0"),
    "framework-organisation": ({ fabrikam }) => routes.organisationFramework("nist-800-53", fabrikam),
    encryption: ({ fabrikam }) => routes.encryption(fabrikam),
  }),
  ...seenBy("support@contoso.example", {
    "hand-over": ({ handOver }) => handOver,
    "hand-over-gone": () => routes.handOver("A".repeat(43)),
    organisations: () => routes.organisations(),
    "organisations-search": () => `${routes.organisations()}?search=fabrkam`,
    "organisations-none": () => `${routes.organisations()}?search=nothing-of-that-name`,
    "organisation-support": ({ northwind }) => routes.organisation(northwind),
    "organisation-complete": ({ fabrikam }) => routes.organisation(fabrikam),
    "organisation-compare": ({ fabrikam }) => routes.compare(fabrikam),
    "organisation-timeline": ({ fabrikam }) => routes.timeline(fabrikam),
    "organisation-attempts": ({ fabrikam }) => routes.attempts(fabrikam),
    verification: ({ fabrikam }) => routes.verification(fabrikam),
    "organisation-check": ({ fabrikam }) => routes.organisationCheck(fabrikam, "KEY-04"),
    "organisation-check-commands": ({ fabrikam }) => routes.organisationCheck(fabrikam, "MON-04"),
    findings: ({ fabrikam }) => routes.findings(fabrikam),
    finding: ({ fabrikam, finding }) => routes.finding(fabrikam, finding),
    alerts: ({ fabrikam }) => routes.alerts(fabrikam),
    alert: ({ fabrikam, alert }) => routes.alert(fabrikam, alert),
    decode: ({ fabrikam }) => routes.decode(fabrikam),
    audit: ({ fabrikam }) => routes.audit(fabrikam),
    "audit-all": () => routes.auditAll(),
    "audit-all-settings": () => routes.auditAllSettings(),
  }),
];

export const SIZES = {
  desktop: { width: 1280, height: 800 },
  wide: { width: 1600, height: 1000 },
  phone: { width: 390, height: 844 },
} as const;

export const THEMES = ["light", "dark"] as const;
export const LANGUAGES = ["en", "fr"] as const;

export type Look = {
  theme: (typeof THEMES)[number];
  language: (typeof LANGUAGES)[number];
  size: keyof typeof SIZES;
};

export const nameOf = ({ size, theme, language }: Look): string => `${size}-${theme}-${language}`;

const ALL_LOOKS: Look[] = THEMES.flatMap((theme) =>
  LANGUAGES.flatMap((language) =>
    (Object.keys(SIZES) as Look["size"][]).map((size) => ({ theme, language, size })),
  ),
);

/** Whether a word chooses a look, whole (`phone-dark-fr`) or in part; any other is a part of a page's name. */
export const isLook = (word: string): boolean =>
  ALL_LOOKS.some((look) => nameOf(look) === word || nameOf(look).split("-").includes(word));

/** All looks, or those chosen: the whole ones, and those that all other words together leave. */
export function looksOf(words: string[]): Look[] {
  const whole = words.filter((word) => ALL_LOOKS.some((look) => nameOf(look) === word));
  const parts = words.filter((word) => isLook(word) && !whole.includes(word));
  if (whole.length > 0 && parts.length === 0) return ALL_LOOKS.filter((look) => whole.includes(nameOf(look)));
  const kinds: string[][] = [Object.keys(SIZES), [...THEMES], [...LANGUAGES]];
  const chosen = kinds.map((kind) => kind.filter((each) => parts.includes(each)));
  return ALL_LOOKS.filter((look) =>
    nameOf(look)
      .split("-")
      .every((each, index) => !chosen[index]?.length || chosen[index].includes(each)),
  );
}
