import { describe, expect, it } from "vitest";
import type { z } from "zod";
import type { CompliancePage } from "@/lib/cmk/compliance/compliance-views";
import type * as views from "@/lib/cmk/views";
import type * as compliance from "./compliance-schemas";
import type * as door from "./door-schemas";
import type * as keyLifeSchemas from "./key-life-schemas";
import type * as schemas from "./view-schemas";

/** Fails to compile when a view has gained or lost a field that its schema does not know. */
type Fields<View, Schema extends z.ZodType> = [keyof View, keyof z.output<Schema>] extends [
  keyof z.output<Schema>,
  keyof View,
]
  ? true
  : never;
const VIEWS_MATCH: [
  Fields<views.OrganisationView, typeof schemas.organisationView>,
  Fields<views.RunView, typeof schemas.runView>,
  Fields<views.SetupView, typeof schemas.setupView>,
  Fields<views.StepView, typeof schemas.stepView>,
  Fields<views.PartPlanView, typeof schemas.partPlanView>,
  Fields<views.ConnectionTest, typeof schemas.connectionTest>,
  Fields<CompliancePage, typeof compliance.compliancePage>,
  Fields<views.ConfigurationView, typeof schemas.configurationView>,
  Fields<views.AuditRow, typeof schemas.auditRow>,
  Fields<views.ApprovalView, typeof door.approvalView>,
  Fields<views.DoorView, typeof door.doorView>,
  Fields<views.PolicyView, typeof door.policyView>,
  Fields<views.KeyLifeView, typeof keyLifeSchemas.keyLifeView>,
  Fields<views.MaintenanceView, typeof keyLifeSchemas.maintenanceView>,
  Fields<views.MaintenanceResult, typeof keyLifeSchemas.maintenanceResult>,
] = [true, true, true, true, true, true, true, true, true, true, true, true, true, true, true];

describe("schemas of the views", () => {
  it("name the same fields as the views: this file does not compile otherwise", () => {
    expect(VIEWS_MATCH.every(Boolean)).toBe(true);
  });
});
