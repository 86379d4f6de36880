import type { PartId, StepId } from "./cmk/parts";

/** The only place that spells an address. */
export const routes = {
  home: () => "/",
  signIn: (returnTo?: string) =>
    returnTo ? `/sign-in?returnTo=${encodeURIComponent(returnTo)}` : "/sign-in",
  startSignIn: (returnTo?: string) =>
    returnTo ? `/api/auth/sign-in?returnTo=${encodeURIComponent(returnTo)}` : "/api/auth/sign-in",
  signOut: () => "/api/auth/sign-out",
  noAccess: () => "/no-access",
  compliance: () => "/compliance",
  frameworks: () => "/compliance/frameworks",
  framework: (framework: string) => `/compliance/frameworks/${framework}`,
  organisationFramework: (framework: string, org: string) => `/compliance/frameworks/${framework}/${org}`,
  fleet: () => "/overview",
  decode: (org?: string) => (org ? `/decode?org=${org}` : "/decode"),
  encryption: (org?: string) => (org ? `/encryption?org=${org}` : "/encryption"),
  checks: () => "/checks",
  check: (id: string) => `/checks/${id}`,
  organisations: () => "/organisations",
  newOrganisation: () => "/organisations/new",
  organisation: (org: string) => `/organisations/${org}`,
  settings: (org: string) => `/organisations/${org}/settings`,
  audit: (org: string) => `/organisations/${org}/audit`,
  auditSettings: (org: string) => `/organisations/${org}/audit/settings`,
  auditAll: () => "/audit",
  auditAllSettings: () => "/audit/settings",
  overview: (org: string) => `/organisations/${org}/overview`,
  alerts: (org: string) => `/organisations/${org}/alerts`,
  alert: (org: string, alert: string) => `/organisations/${org}/alerts/${alert}`,
  exceptions: (org: string) => `/organisations/${org}/exceptions`,
  channels: (org: string) => `/organisations/${org}/channels`,
  verification: (org: string) => `/organisations/${org}/verification`,
  evidence: (org: string) => `/organisations/${org}/evidence`,
  setup: (org: string) => `/organisations/${org}/setup`,
  step: (org: string, part: PartId, step: StepId) => `/organisations/${org}/setup/${part}/${step}`,
  handOver: (token: string) => `/hand-over/${token}`,
  revoking: (org: string) => `/organisations/${org}/setup/revoking`,
} as const;

/** The API, below /api/v1. */
export const api = {
  me: () => "/api/v1/me",
  preferences: () => "/api/v1/me/preferences",
  organisations: () => "/api/v1/orgs",
  organisation: (org: string) => `/api/v1/orgs/${org}`,
  connectionTest: (org: string) => `/api/v1/orgs/${org}/connection-test`,
  decode: () => "/api/v1/decode",
  decodeFor: (org: string) => `/api/v1/orgs/${org}/decode`,
  alertActions: (org: string, alert: string) => `/api/v1/orgs/${org}/alerts/${alert}/actions`,
  exceptions: (org: string) => `/api/v1/orgs/${org}/exceptions`,
  exception: (org: string, exception: string) => `/api/v1/orgs/${org}/exceptions/${exception}`,
  exceptionDecision: (org: string, exception: string) =>
    `/api/v1/orgs/${org}/exceptions/${exception}/decision`,
  channels: (org: string) => `/api/v1/orgs/${org}/channels`,
  channel: (org: string, channel: string) => `/api/v1/orgs/${org}/channels/${channel}`,
  channelTest: (org: string, channel: string) => `/api/v1/orgs/${org}/channels/${channel}/test`,
  verify: (org: string) => `/api/v1/orgs/${org}/verify`,
  configuration: (org: string) => `/api/v1/orgs/${org}/configuration`,
  audit: (org: string) => `/api/v1/orgs/${org}/audit`,
  auditAll: () => "/api/v1/audit",
  auditViews: () => "/api/v1/audit/views",
  auditView: (view: string) => `/api/v1/audit/views/${view}`,
  setup: (org: string) => `/api/v1/orgs/${org}/setup`,
  choices: (org: string, part: PartId) => `/api/v1/orgs/${org}/setup/${part}/choices`,
  vaults: (org: string, part: PartId) => `/api/v1/orgs/${org}/setup/${part}/vaults`,
  keys: (org: string, part: PartId) => `/api/v1/orgs/${org}/setup/${part}/keys`,
  keyLife: (org: string, part: PartId) => `/api/v1/orgs/${org}/setup/${part}/key-life`,
  planMaintenance: (org: string, part: PartId) => `/api/v1/orgs/${org}/setup/${part}/key-life/plan`,
  applyMaintenance: (org: string, part: PartId) => `/api/v1/orgs/${org}/setup/${part}/key-life/apply`,
  planPart: (org: string, part: PartId) => `/api/v1/orgs/${org}/setup/${part}/plan`,
  applyPart: (org: string, part: PartId) => `/api/v1/orgs/${org}/setup/${part}/apply`,
  cancelRun: (org: string, part: PartId) => `/api/v1/orgs/${org}/setup/${part}/cancel`,
  step: (org: string, part: PartId, step: StepId) => `/api/v1/orgs/${org}/setup/${part}/steps/${step}`,
  checkStep: (org: string, part: PartId, step: StepId) =>
    `/api/v1/orgs/${org}/setup/${part}/steps/${step}/check`,
  planStep: (org: string, part: PartId, step: StepId) =>
    `/api/v1/orgs/${org}/setup/${part}/steps/${step}/plan`,
  stepResult: (org: string, part: PartId, step: StepId) =>
    `/api/v1/orgs/${org}/setup/${part}/steps/${step}/result`,
  applyStep: (org: string, part: PartId, step: StepId) =>
    `/api/v1/orgs/${org}/setup/${part}/steps/${step}/apply`,
  statements: (org: string, part: PartId, step: StepId) =>
    `/api/v1/orgs/${org}/setup/${part}/steps/${step}/statements`,
  handOvers: (org: string, part: PartId, step: StepId) =>
    `/api/v1/orgs/${org}/setup/${part}/steps/${step}/hand-overs`,
  heldHandOver: () => "/api/v1/hand-over",
  checkHandOver: () => "/api/v1/hand-over/check",
  approval: (org: string, part: PartId, step: StepId) =>
    `/api/v1/orgs/${org}/setup/${part}/steps/${step}/approval`,
  approvalDecision: (org: string, part: PartId, step: StepId) =>
    `/api/v1/orgs/${org}/setup/${part}/steps/${step}/approval/decision`,
  policy: (org: string) => `/api/v1/orgs/${org}/policy`,
  compliance: () => "/api/v1/compliance",
  search: () => "/api/v1/search",
  commands: () => "/api/v1/commands",
  evidence: (org: string) => `/api/v1/orgs/${org}/evidence`,
  evidencePack: (org: string, pack: string) => `/api/v1/orgs/${org}/evidence/${pack}`,
  exportTable: (org: string, table: string) => `/api/v1/orgs/${org}/exports/${table}`,
  exportEverywhere: (table: string) => `/api/v1/exports/${table}`,
  evidenceKeys: () => "/api/v1/evidence/keys",
} as const;
