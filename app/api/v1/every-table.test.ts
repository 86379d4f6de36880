import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Route } from "@/lib/server/route/definition";
import { ORGANISATION_TABLES } from "@/lib/services/exports/organisation-tables";
import { OWN_TABLES } from "@/lib/services/exports/own-tables";
import { WIDE_TABLES } from "@/lib/services/exports/wide-tables";
import en from "@/messages/en.json";
import { ROUTE_MODULES } from "./registry";

/** Exports of one organisation, of all, and of one's own. */
const EXPORTS = [
  ...Object.keys(ORGANISATION_TABLES).map((name) => `org ${name}`),
  ...Object.keys(WIDE_TABLES).map((name) => `all ${name}`),
  ...Object.keys(OWN_TABLES).map((name) => `own ${name}`),
];

/** Lists that a reading answers, by their address and place in it: the export that has them, or why none does (—). */
const LISTS: Record<string, string> = {
  "/audit rows": "all audit",
  "/audit/views views": "own audit-views",
  "/audit/settings streams": "all audit-streams",
  "/audit/settings chain.problems": "— faults of the log, in the audit log themselves",
  "/checks .": "all checks",
  "/checks/{id} mappings": "all checks",
  "/commands rows": "— the palette's commands",
  "/compliance freshness": "all freshness",
  "/compliance dangers": "all danger",
  "/compliance findings": "all finding-ages",
  "/compliance trend.points": "all posture",
  "/compliance trend.dips": "all dips",
  "/compliance coming": "all coming",
  "/compliance calendar": "all coming",
  "/compliance exceptions": "all exceptions",
  "/compliance rows": "all compliance",
  "/me/report-schedule sends": "own reports",
  "/me memberships": "— who the program is",
  "/me/inbox rows": "own inbox",
  "/me/sessions rows": "own sessions",
  "/me/tokens rows": "own tokens",
  "/status-links .": "all status-links",
  "/compliance/frameworks frameworks": "all frameworks",
  "/compliance/frameworks/{framework} controls": "all controls",
  "/compliance/frameworks/{framework} organisations": "all organisations-by-controls",
  "/hand-over step.requirements": "— the one step of a link",
  "/hand-over plan.operations": "— a plan, which has its scripts",
  "/hand-over plan.changes": "— a plan, which has its scripts",
  "/orgs rows": "all organisations",
  "/overview rows": "all danger",
  "/people rows": "all people",
  "/people/invitations rows": "all invitations",
  "/people/{person} bindings.rows": "all bindings",
  "/people/{person} sessions": "all sessions",
  "/search rows": "all organisations",
  "/evidence/keys keys": "— public keys, as JWKS",
  "/orgs/{org}/alerts rows": "org alerts",
  "/orgs/{org}/alerts/{alert} history": "org audit",
  "/orgs/{org}/alerts/{alert} guide.causes": "— one alert's text",
  "/orgs/{org}/alerts/{alert} guide.events": "org adobe-events",
  "/orgs/{org}/alerts/{alert} attribution.causes": "org timeline",
  "/orgs/{org}/alerts/{alert} attribution.missing": "— one alert's text",
  "/orgs/{org}/compare rows": "org differences",
  "/orgs/{org}/timeline rows": "org timeline",
  "/orgs/{org}/attempts rows": "org attempts",
  "/orgs/{org}/audit rows": "org audit",
  "/orgs/{org}/audit/settings streams": "org audit-streams",
  "/orgs/{org}/audit/settings chain.problems": "— faults of the log, in the audit log themselves",
  "/orgs/{org}/calendars feeds": "org calendars",
  "/orgs/{org}/channels channels": "org channels",
  "/orgs/{org}/channels deliveries": "org deliveries",
  "/orgs/{org}/configuration parts": "org observations",
  "/orgs/{org}/configuration verdict.reasons": "org checks",
  "/orgs/{org}/event-feed/events rows": "org adobe-events",
  "/orgs/{org}/exceptions rows": "org exceptions",
  "/orgs/{org}/frameworks/{framework} controls": "org controls",
  "/orgs/{org}/mentionable rows": "org members",
  "/orgs/{org}/notes rows": "org notes",
  "/orgs/{org}/facts/{part}/{subject} rows": "org observations",
  "/orgs/{org}/reading-rights parts": "— rights that a plan gives, with its scripts",
  "/orgs/{org}/findings rows": "org findings",
  "/orgs/{org}/findings/{finding} history": "org timeline",
  "/orgs/{org}/findings/{finding} attribution.causes": "org timeline",
  "/orgs/{org}/findings/{finding} attribution.missing": "— one finding's text",
  "/orgs/{org}/findings/{finding} changes": "org observations",
  "/orgs/{org}/overview setup.parts": "— two parts, and how far they are",
  "/orgs/{org}/overview findings": "org findings",
  "/orgs/{org}/overview timeline": "org timeline",
  "/orgs/{org}/overview activity": "org timeline",
  "/orgs/{org}/members members": "org members",
  "/orgs/{org}/members invitations": "org invitations",
  "/orgs/{org}/setup parts": "— two parts, and how far they are",
  "/orgs/{org}/setup/{part}/key-life keyLife.versions": "org key-versions",
  "/orgs/{org}/setup/{part}/keys .": "— keys to choose from, asked of Azure at that moment",
  "/orgs/{org}/setup/{part}/vaults .": "— vaults to choose from, asked of Azure at that moment",
  "/orgs/{org}/setup/{part}/steps/{step}/hand-overs .": "org hand-overs",
  "/orgs/{org}/setup/{part}/steps/{step}/result rows": "— a plan's outcome, in the attempts",
  "/orgs/{org}/setup/{part}/steps/{step} statements": "org statements",
  "/orgs/{org}/setup/{part}/steps/{step} keyLife.versions": "org key-versions",
  "/orgs/{org}/verification parts": "org checks",
  "/orgs/{org}/evidence packs": "org evidence-packs",
};
/** Of a step's page the rest is what one looks at while doing it: requirements, a plan, advice. */
const OF_A_STEP = "/orgs/{org}/setup/{part}/steps/{step} ";

/** Components that draw a table, by file: the same. */
const TABLES: Record<string, string> = {
  "alerts/alert-table": "org alerts",
  "channels/delivery-table": "org deliveries",
  "checks/catalogue-table": "all checks",
  "checks/checked-table": "org checks",
  "compliance/chart-table": "all posture",
  "compliance/compliance-table": "all compliance",
  "compliance/exceptions-card": "all exceptions",
  "compliance/findings-card": "all finding-ages",
  "compliance/frameworks/control-table": "all controls",
  "compliance/freshness-card": "all freshness",
  "encryption/explained-table": "— a text about encryption",
  "events/event-table": "org adobe-events",
  "everybody/everybody-table": "all people",
  "evidence/pack-table": "org evidence-packs",
  "findings/fact-series": "org observations",
  "findings/finding-table": "org findings",
  "fleet/fleet-table": "all danger",
  "organisations/organisations-table": "all organisations",
  "people/members-table": "org members",
  "setup/key-life/versions-table": "org key-versions",
  "setup/network-card": "— a plan's check of the firewall",
  "setup/plan-result": "— a plan's outcome, in the attempts",
  "setup/plan-table": "— a plan, which has its scripts",
  "setup/requirements-table": "— what a step needs",
  "share/report-schedule-form": "own reports",
  "support/difference-rows": "org differences",
};

type Schema = {
  $ref?: string;
  $defs?: Record<string, Schema>;
  type?: string;
  items?: Schema;
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
};

/** Where an answer has a list of things, down to two names deep. */
function listsOf(response: z.ZodType): string[] {
  const root = z.toJSONSchema(response, { unrepresentable: "any" }) as Schema;
  const meant = ({ $ref, anyOf, ...own }: Schema): Schema => {
    if ($ref) return meant(root.$defs?.[$ref.split("/").at(-1) ?? ""] ?? {});
    return anyOf ? meant(anyOf.find(({ type }) => type !== "null") ?? {}) : own;
  };
  const walk = (schema: Schema, place: string[]): string[] => {
    const { type, items, properties = {} } = meant(schema);
    if (type === "array") return items && meant(items).type === "object" ? [place.join(".") || "."] : [];
    if (place.length === 2) return [];
    return Object.entries(properties).flatMap(([name, one]) => walk(one, [...place, name]));
  };
  return walk(root, []);
}

const definitions = ROUTE_MODULES.flatMap((module) => Object.values(module) as Route[]).map(
  ({ definition }) => definition,
);
const lists = definitions
  .filter(({ method }) => method === "GET")
  .flatMap(({ path, response }) =>
    listsOf(response).map((place) => `${path.replace("/api/v1", "")} ${place}`),
  );

const COMPONENTS = fileURLToPath(new URL("../../../components/", import.meta.url));
const drawn = readdirSync(COMPONENTS, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".tsx") && readFileSync(COMPONENTS + file, "utf8").includes("<table"))
  .map((file) => file.replace(/\.tsx$/, ""));

describe("every list of the API and every table of the console has its export, or a reason for none", () => {
  it.each(lists.filter((list) => LISTS[list] || !list.startsWith(OF_A_STEP)))("%s", (list) => {
    const exported = LISTS[list] ?? "missing";
    if (!exported.startsWith("—")) expect(EXPORTS).toContain(exported);
  });
  it.each(drawn)("%s", (file) => {
    const exported = TABLES[file] ?? "missing";
    if (!exported.startsWith("—")) expect(EXPORTS).toContain(exported);
  });
  it("names nothing that is gone", () => {
    expect(Object.keys(LISTS).filter((list) => !lists.includes(list))).toEqual([]);
    expect(Object.keys(TABLES).filter((file) => !drawn.includes(file))).toEqual([]);
  });
});

describe("an export", () => {
  const tables = [
    ...Object.entries(ORGANISATION_TABLES),
    ...Object.entries(WIDE_TABLES),
    ...Object.entries(OWN_TABLES),
  ];
  it.each(tables)(
    "of %s has no column for a secret, a token's value or a session's key",
    (name, { columns }) => {
      expect(columns.filter((column) => /secret|token|password/i.test(column))).toEqual([]);
      if (/session/.test(name)) expect(columns).not.toContain("id");
    },
  );
  it.each(Object.keys(ORGANISATION_TABLES))("of %s has a name that people read", (name) => {
    expect(Object.keys(en.exports.tables)).toContain(name);
  });
});
