-- CreateEnum
CREATE TYPE "approval_status" AS ENUM ('requested', 'approved', 'declined', 'withdrawn', 'superseded', 'used');

-- CreateTable
CREATE TABLE "policies" (
    "organisation_id" UUID NOT NULL,
    "require_second_approval" BOOLEAN NOT NULL,
    "cooling_off_hours" INTEGER NOT NULL,
    "stricter_approval" BOOLEAN,
    "stricter_hours" INTEGER,
    "stricter_until" TIMESTAMPTZ(3),
    "revision" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "policies_pkey" PRIMARY KEY ("organisation_id")
);

-- CreateTable
CREATE TABLE "approvals" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "part" "part" NOT NULL,
    "step" TEXT NOT NULL,
    "status" "approval_status" NOT NULL DEFAULT 'requested',
    "plan_hash" TEXT NOT NULL,
    "plan" JSONB NOT NULL,
    "require_second_approval" BOOLEAN NOT NULL,
    "cooling_off_hours" INTEGER NOT NULL,
    "requested_by" UUID NOT NULL,
    "requested_by_name" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by" UUID,
    "decided_by_name" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "reason" TEXT,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "approvals_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "approvals_organisation_id_part_step_requested_at_idx" ON "approvals"("organisation_id", "part", "step", "requested_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "approvals_one_live" ON "approvals"("organisation_id", "part", "step") WHERE (status = ANY (ARRAY['requested'::approval_status, 'approved'::approval_status]));

-- AddForeignKey
ALTER TABLE "policies" ADD CONSTRAINT "policies_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema files cannot say. Nobody decides on their own request, whatever the code above believes.
ALTER TABLE "policies"
  ADD CONSTRAINT "policies_hours_in_range" CHECK (cooling_off_hours BETWEEN 0 AND 168),
  ADD CONSTRAINT "policies_revision_counts" CHECK (revision >= 1),
  ADD CONSTRAINT "policies_stricter_whole" CHECK (
    (stricter_until IS NULL) = (stricter_approval IS NULL) AND (stricter_until IS NULL) = (stricter_hours IS NULL));
ALTER TABLE "approvals"
  ADD CONSTRAINT "approvals_plan_hash_form" CHECK (plan_hash ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT "approvals_hours_in_range" CHECK (cooling_off_hours BETWEEN 0 AND 168),
  ADD CONSTRAINT "approvals_by_another_person" CHECK (decided_by <> requested_by),
  ADD CONSTRAINT "approvals_decision_whole" CHECK (
    (decided_at IS NULL) = (decided_by IS NULL) AND (decided_at IS NULL) = (decided_by_name IS NULL)),
  ADD CONSTRAINT "approvals_decision_known" CHECK (status NOT IN ('approved', 'declined') OR decided_at IS NOT NULL),
  ADD CONSTRAINT "approvals_declined_with_reason" CHECK (status <> 'declined' OR length(btrim(reason)) > 0);

ALTER TABLE "policies" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY in_scope ON "policies"
  USING ((SELECT clavis_sees_all()) OR organisation_id = ANY ((SELECT clavis_organisations())::uuid[]));
ALTER TABLE "approvals" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY in_scope ON "approvals"
  USING ((SELECT clavis_sees_all()) OR organisation_id = ANY ((SELECT clavis_organisations())::uuid[]));

GRANT SELECT, INSERT, UPDATE ON "policies" TO clavis_app;
GRANT SELECT, INSERT, UPDATE (status, decided_by, decided_by_name, decided_at, reason, ended_at) ON "approvals" TO clavis_app;
