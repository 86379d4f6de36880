import * as authCallback from "../auth/callback/route";
import * as authSignIn from "../auth/sign-in/route";
import * as authSignOut from "../auth/sign-out/route";
import * as health from "../health/route";
import * as adobeWebhook from "../webhooks/adobe/[feed]/route";
import * as auditRetention from "./audit/retention/route";
import * as audit from "./audit/route";
import * as auditSettings from "./audit/settings/route";
import * as auditStreamsStream from "./audit/streams/[stream]/route";
import * as auditStreamsStreamTest from "./audit/streams/[stream]/test/route";
import * as auditStreams from "./audit/streams/route";
import * as auditVerify from "./audit/verify/route";
import * as auditViewsView from "./audit/views/[view]/route";
import * as auditViews from "./audit/views/route";
import * as calendarsToken from "./calendars/[token]/route";
import * as checksId from "./checks/[id]/route";
import * as checks from "./checks/route";
import * as commands from "./commands/route";
import * as complianceFrameworksFramework from "./compliance/frameworks/[framework]/route";
import * as complianceFrameworks from "./compliance/frameworks/route";
import * as complianceReport from "./compliance/report/route";
import * as compliance from "./compliance/route";
import * as decode from "./decode/route";
import * as evidenceKeys from "./evidence/keys/route";
import * as exportsTable from "./exports/[table]/route";
import * as handOverCheck from "./hand-over/check/route";
import * as handOver from "./hand-over/route";
import * as meExportsTable from "./me/exports/[table]/route";
import * as meInbox from "./me/inbox/route";
import * as mePreferences from "./me/preferences/route";
import * as meReportSchedule from "./me/report-schedule/route";
import * as me from "./me/route";
import * as meSessionsSession from "./me/sessions/[session]/route";
import * as meSessions from "./me/sessions/route";
import * as meTokensToken from "./me/tokens/[token]/route";
import * as meTokens from "./me/tokens/route";
import * as orgsOrgAlertsAlertActions from "./orgs/[org]/alerts/[alert]/actions/route";
import * as orgsOrgAlertsAlert from "./orgs/[org]/alerts/[alert]/route";
import * as orgsOrgAlerts from "./orgs/[org]/alerts/route";
import * as orgsOrgAttempts from "./orgs/[org]/attempts/route";
import * as orgsOrgAuditRetention from "./orgs/[org]/audit/retention/route";
import * as orgsOrgAudit from "./orgs/[org]/audit/route";
import * as orgsOrgAuditSettings from "./orgs/[org]/audit/settings/route";
import * as orgsOrgAuditStreamsStream from "./orgs/[org]/audit/streams/[stream]/route";
import * as orgsOrgAuditStreamsStreamTest from "./orgs/[org]/audit/streams/[stream]/test/route";
import * as orgsOrgAuditStreams from "./orgs/[org]/audit/streams/route";
import * as orgsOrgAuditVerify from "./orgs/[org]/audit/verify/route";
import * as orgsOrgCalendarsCalendar from "./orgs/[org]/calendars/[calendar]/route";
import * as orgsOrgCalendars from "./orgs/[org]/calendars/route";
import * as orgsOrgChannelsChannel from "./orgs/[org]/channels/[channel]/route";
import * as orgsOrgChannelsChannelTest from "./orgs/[org]/channels/[channel]/test/route";
import * as orgsOrgChannels from "./orgs/[org]/channels/route";
import * as orgsOrgCompare from "./orgs/[org]/compare/route";
import * as orgsOrgConfiguration from "./orgs/[org]/configuration/route";
import * as orgsOrgConnectionTest from "./orgs/[org]/connection-test/route";
import * as orgsOrgDecode from "./orgs/[org]/decode/route";
import * as orgsOrgEventFeedAddress from "./orgs/[org]/event-feed/address/route";
import * as orgsOrgEventFeedCheck from "./orgs/[org]/event-feed/check/route";
import * as orgsOrgEventFeedEvent from "./orgs/[org]/event-feed/events/[event]/route";
import * as orgsOrgEventFeedEvents from "./orgs/[org]/event-feed/events/route";
import * as orgsOrgEventFeed from "./orgs/[org]/event-feed/route";
import * as orgsOrgEvidencePack from "./orgs/[org]/evidence/[pack]/route";
import * as orgsOrgEvidence from "./orgs/[org]/evidence/route";
import * as orgsOrgExceptionsExceptionDecision from "./orgs/[org]/exceptions/[exception]/decision/route";
import * as orgsOrgExceptionsException from "./orgs/[org]/exceptions/[exception]/route";
import * as orgsOrgExceptions from "./orgs/[org]/exceptions/route";
import * as orgsOrgExportsTable from "./orgs/[org]/exports/[table]/route";
import * as orgsOrgFactsPartSubject from "./orgs/[org]/facts/[part]/[subject]/route";
import * as orgsOrgFindingsFinding from "./orgs/[org]/findings/[finding]/route";
import * as orgsOrgFindings from "./orgs/[org]/findings/route";
import * as orgsOrgFrameworksFramework from "./orgs/[org]/frameworks/[framework]/route";
import * as orgsOrgInvitationsInvitation from "./orgs/[org]/invitations/[invitation]/route";
import * as orgsOrgMembersMember from "./orgs/[org]/members/[member]/route";
import * as orgsOrgMembersMemberSessions from "./orgs/[org]/members/[member]/sessions/route";
import * as orgsOrgMembers from "./orgs/[org]/members/route";
import * as orgsOrgMentionable from "./orgs/[org]/mentionable/route";
import * as orgsOrgNotesNote from "./orgs/[org]/notes/[note]/route";
import * as orgsOrgNotes from "./orgs/[org]/notes/route";
import * as orgsOrgOverview from "./orgs/[org]/overview/route";
import * as orgsOrgPolicy from "./orgs/[org]/policy/route";
import * as orgsOrgQuestionsQuestion from "./orgs/[org]/questions/[question]/route";
import * as orgsOrgQuestions from "./orgs/[org]/questions/route";
import * as orgsOrgReadingRightsPartApply from "./orgs/[org]/reading-rights/[part]/apply/route";
import * as orgsOrgReadingRightsPartPlan from "./orgs/[org]/reading-rights/[part]/plan/route";
import * as orgsOrgReadingRights from "./orgs/[org]/reading-rights/route";
import * as orgsOrg from "./orgs/[org]/route";
import * as orgsOrgSetupPartApply from "./orgs/[org]/setup/[part]/apply/route";
import * as orgsOrgSetupPartCancel from "./orgs/[org]/setup/[part]/cancel/route";
import * as orgsOrgSetupPartChoices from "./orgs/[org]/setup/[part]/choices/route";
import * as orgsOrgSetupPartKeyLifeApply from "./orgs/[org]/setup/[part]/key-life/apply/route";
import * as orgsOrgSetupPartKeyLifePlan from "./orgs/[org]/setup/[part]/key-life/plan/route";
import * as orgsOrgSetupPartKeyLife from "./orgs/[org]/setup/[part]/key-life/route";
import * as orgsOrgSetupPartKeys from "./orgs/[org]/setup/[part]/keys/route";
import * as orgsOrgSetupPartPlan from "./orgs/[org]/setup/[part]/plan/route";
import * as orgsOrgSetupPartStepsStepApply from "./orgs/[org]/setup/[part]/steps/[step]/apply/route";
import * as orgsOrgSetupPartStepsStepDecision from "./orgs/[org]/setup/[part]/steps/[step]/approval/decision/route";
import * as orgsOrgSetupPartStepsStepApproval from "./orgs/[org]/setup/[part]/steps/[step]/approval/route";
import * as orgsOrgSetupPartStepsStepCheck from "./orgs/[org]/setup/[part]/steps/[step]/check/route";
import * as orgsOrgSetupPartStepsStepHandOvers from "./orgs/[org]/setup/[part]/steps/[step]/hand-overs/route";
import * as orgsOrgSetupPartStepsStepPlan from "./orgs/[org]/setup/[part]/steps/[step]/plan/route";
import * as orgsOrgSetupPartStepsStepResult from "./orgs/[org]/setup/[part]/steps/[step]/result/route";
import * as orgsOrgSetupPartStepsStep from "./orgs/[org]/setup/[part]/steps/[step]/route";
import * as orgsOrgSetupPartStepsStepStatements from "./orgs/[org]/setup/[part]/steps/[step]/statements/route";
import * as orgsOrgSetupPartVaults from "./orgs/[org]/setup/[part]/vaults/route";
import * as orgsOrgSetup from "./orgs/[org]/setup/route";
import * as orgsOrgSupportBundle from "./orgs/[org]/support-bundle/route";
import * as orgsOrgTimeline from "./orgs/[org]/timeline/route";
import * as orgsOrgVerification from "./orgs/[org]/verification/route";
import * as orgsOrgVerifications from "./orgs/[org]/verifications/route";
import * as orgs from "./orgs/route";
import * as overview from "./overview/route";
import * as peoplePersonBindings from "./people/[person]/bindings/route";
import * as peoplePerson from "./people/[person]/route";
import * as peoplePersonSessionsSession from "./people/[person]/sessions/[session]/route";
import * as peoplePersonSessions from "./people/[person]/sessions/route";
import * as peopleInvitationsInvitation from "./people/invitations/[invitation]/route";
import * as peopleInvitations from "./people/invitations/route";
import * as people from "./people/route";
import * as reportScheduleEnd from "./report-schedule/end/route";
import * as search from "./search/route";
import * as statusLinksLink from "./status-links/[link]/route";
import * as statusLinks from "./status-links/route";

/** Every route, for the OpenAPI document. registry.test.ts fails when a route file is missing here. */
export const ROUTE_MODULES = [
  authCallback,
  authSignIn,
  authSignOut,
  health,
  audit,
  auditViews,
  auditViewsView,
  adobeWebhook,
  calendarsToken,
  checks,
  checksId,
  commands,
  compliance,
  complianceReport,
  meReportSchedule,
  reportScheduleEnd,
  statusLinks,
  statusLinksLink,
  complianceFrameworks,
  complianceFrameworksFramework,
  decode,
  handOver,
  handOverCheck,
  me,
  meExportsTable,
  meInbox,
  mePreferences,
  meSessions,
  meSessionsSession,
  meTokens,
  meTokensToken,
  orgs,
  overview,
  people,
  peopleInvitations,
  peopleInvitationsInvitation,
  peoplePerson,
  peoplePersonBindings,
  peoplePersonSessions,
  peoplePersonSessionsSession,
  orgsOrg,
  orgsOrgAlerts,
  orgsOrgAlertsAlert,
  orgsOrgAlertsAlertActions,
  orgsOrgCompare,
  orgsOrgTimeline,
  orgsOrgAttempts,
  orgsOrgAudit,
  orgsOrgCalendars,
  orgsOrgCalendarsCalendar,
  auditSettings,
  auditRetention,
  auditVerify,
  auditStreams,
  auditStreamsStream,
  auditStreamsStreamTest,
  orgsOrgAuditSettings,
  orgsOrgAuditRetention,
  orgsOrgAuditVerify,
  orgsOrgAuditStreams,
  orgsOrgAuditStreamsStream,
  orgsOrgAuditStreamsStreamTest,
  orgsOrgChannels,
  orgsOrgChannelsChannel,
  orgsOrgChannelsChannelTest,
  orgsOrgConfiguration,
  orgsOrgConnectionTest,
  orgsOrgDecode,
  orgsOrgEventFeed,
  orgsOrgEventFeedAddress,
  orgsOrgEventFeedCheck,
  orgsOrgEventFeedEvent,
  orgsOrgEventFeedEvents,
  orgsOrgExceptions,
  orgsOrgExceptionsException,
  orgsOrgExceptionsExceptionDecision,
  orgsOrgFrameworksFramework,
  orgsOrgMentionable,
  orgsOrgNotes,
  orgsOrgNotesNote,
  orgsOrgQuestions,
  orgsOrgFactsPartSubject,
  orgsOrgReadingRights,
  orgsOrgReadingRightsPartPlan,
  orgsOrgReadingRightsPartApply,
  orgsOrgQuestionsQuestion,
  orgsOrgFindings,
  orgsOrgFindingsFinding,
  orgsOrgOverview,
  orgsOrgInvitationsInvitation,
  orgsOrgMembers,
  orgsOrgMembersMember,
  orgsOrgMembersMemberSessions,
  orgsOrgPolicy,
  orgsOrgSetup,
  orgsOrgSetupPartApply,
  orgsOrgSetupPartCancel,
  orgsOrgSetupPartChoices,
  orgsOrgSetupPartKeyLife,
  orgsOrgSetupPartKeyLifeApply,
  orgsOrgSetupPartKeyLifePlan,
  orgsOrgSetupPartKeys,
  orgsOrgSetupPartPlan,
  orgsOrgSetupPartStepsStep,
  orgsOrgSetupPartStepsStepApply,
  orgsOrgSetupPartStepsStepApproval,
  orgsOrgSetupPartStepsStepDecision,
  orgsOrgSetupPartStepsStepCheck,
  orgsOrgSetupPartStepsStepHandOvers,
  orgsOrgSetupPartStepsStepResult,
  orgsOrgSetupPartStepsStepPlan,
  orgsOrgSetupPartStepsStepStatements,
  orgsOrgSetupPartVaults,
  orgsOrgVerification,
  orgsOrgVerifications,
  search,
  evidenceKeys,
  exportsTable,
  orgsOrgExportsTable,
  orgsOrgSupportBundle,
  orgsOrgEvidence,
  orgsOrgEvidencePack,
];
