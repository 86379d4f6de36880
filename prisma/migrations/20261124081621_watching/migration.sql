-- CreateEnum
CREATE TYPE "alert_source" AS ENUM ('finding', 'adobe');

-- CreateEnum
CREATE TYPE "alert_status" AS ENUM ('open', 'acknowledged', 'resolved');

-- CreateEnum
CREATE TYPE "channel_kind" AS ENUM ('email', 'teams', 'slack', 'webhook');

-- CreateEnum
CREATE TYPE "delivery_kind" AS ENUM ('alert', 'resolved', 'digest', 'test');

-- CreateEnum
CREATE TYPE "delivery_status" AS ENUM ('queued', 'sent', 'failed', 'dropped');

-- CreateEnum
CREATE TYPE "severity" AS ENUM ('critical', 'high', 'medium', 'low', 'info');

-- CreateEnum
CREATE TYPE "failure_class" AS ENUM ('purge', 'recoverable', 'hygiene');

-- CreateEnum
CREATE TYPE "check_state" AS ENUM ('pass', 'warn', 'fail', 'unknown');

-- CreateEnum
CREATE TYPE "finding_status" AS ENUM ('open', 'closed');

-- CreateTable
CREATE TABLE "activity_records" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "part" "part" NOT NULL,
    "source" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "operation" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "resource_id" TEXT NOT NULL,
    "caller" TEXT,
    "caller_kind" TEXT,
    "caller_ip" TEXT,
    "correlation_id" TEXT,

    CONSTRAINT "activity_records_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "key_uses" (
    "organisation_id" UUID NOT NULL,
    "part" "part" NOT NULL,
    "application_id" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "key_version" TEXT NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "caller_ip" TEXT,
    "read_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "key_uses_pkey" PRIMARY KEY ("organisation_id","part","application_id","operation","key_version")
);

-- CreateTable
CREATE TABLE "log_cursors" (
    "organisation_id" UUID NOT NULL,
    "part" "part" NOT NULL,
    "source" TEXT NOT NULL,
    "read_until" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,
    "failure" JSONB,

    CONSTRAINT "log_cursors_pkey" PRIMARY KEY ("organisation_id","part","source")
);

-- CreateTable
CREATE TABLE "alerts" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "source" "alert_source" NOT NULL,
    "kind" TEXT NOT NULL,
    "part" "part",
    "severity" "severity" NOT NULL,
    "failure_class" "failure_class" NOT NULL,
    "status" "alert_status" NOT NULL DEFAULT 'open',
    "params" JSONB NOT NULL DEFAULT '{}',
    "finding_id" UUID,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "assigned_to" UUID,
    "assigned_to_name" TEXT,
    "resolved_at" TIMESTAMPTZ(3),
    "resolved_by_name" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "alerts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_comments" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "alert_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "author_id" UUID,
    "author_name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT,

    CONSTRAINT "alert_comments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event_feeds" (
    "organisation_id" UUID NOT NULL,
    "consumer_org_id" TEXT,
    "project_id" TEXT,
    "workspace_id" TEXT,
    "registration_id" TEXT,
    "status" TEXT,
    "status_at" TIMESTAMPTZ(3),
    "journal_url" TEXT,
    "journal_next" TEXT,
    "journal_read_at" TIMESTAMPTZ(3),
    "last_event_at" TIMESTAMPTZ(3),
    "challenged_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "event_feeds_pkey" PRIMARY KEY ("organisation_id")
);

-- CreateTable
CREATE TABLE "adobe_events" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "event_id" TEXT NOT NULL,
    "via" TEXT NOT NULL,
    "code" TEXT,
    "kind" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(3),
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "processed_at" TIMESTAMPTZ(3),
    "alert_id" UUID,

    CONSTRAINT "adobe_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "channels" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "kind" "channel_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "min_severity" "severity" NOT NULL,
    "digest" BOOLEAN NOT NULL DEFAULT false,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "recipients" TEXT[],
    "target_host" TEXT,
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "quiet_from" INTEGER,
    "quiet_to" INTEGER,
    "digest_at" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "removed_at" TIMESTAMPTZ(3),
    "revision" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "channels_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deliveries" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "alert_id" UUID,
    "kind" "delivery_kind" NOT NULL,
    "status" "delivery_status" NOT NULL DEFAULT 'queued',
    "dedupe_key" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3),
    "leased_until" TIMESTAMPTZ(3),
    "problem" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "calendar_feeds" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "created_by" UUID NOT NULL,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_read_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "calendar_feeds_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "watches" (
    "organisation_id" UUID NOT NULL,
    "critical_due_at" TIMESTAMPTZ(3) NOT NULL,
    "full_due_at" TIMESTAMPTZ(3) NOT NULL,
    "leased_until" TIMESTAMPTZ(3),
    "held_until" TIMESTAMPTZ(3),
    "last_critical_at" TIMESTAMPTZ(3),
    "last_full_at" TIMESTAMPTZ(3),

    CONSTRAINT "watches_pkey" PRIMARY KEY ("organisation_id")
);

-- CreateTable
CREATE TABLE "verifications" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "status" "run_status" NOT NULL DEFAULT 'queued',
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "current" TEXT,
    "requested_by" UUID,
    "requested_by_name" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "problem" TEXT,

    CONSTRAINT "verifications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "check_standings" (
    "organisation_id" UUID NOT NULL,
    "part" "part" NOT NULL,
    "check_id" TEXT NOT NULL,
    "state" "check_state" NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "turning_to" "check_state",
    "turning_since" TIMESTAMPTZ(3),
    "turns_in_a_day" INTEGER NOT NULL DEFAULT 0,
    "last_turn_at" TIMESTAMPTZ(3),

    CONSTRAINT "check_standings_pkey" PRIMARY KEY ("organisation_id","part","check_id")
);

-- CreateTable
CREATE TABLE "findings" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "part" "part" NOT NULL,
    "check_id" TEXT NOT NULL,
    "status" "finding_status" NOT NULL DEFAULT 'open',
    "severity" "severity" NOT NULL,
    "failure_class" "failure_class" NOT NULL,
    "observed" TEXT,
    "reason" JSONB,
    "regression" BOOLEAN NOT NULL DEFAULT false,
    "flapping" BOOLEAN NOT NULL DEFAULT false,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "findings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "finding_events" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "finding_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "detail" JSONB,

    CONSTRAINT "finding_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "check_exceptions" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "part" "part" NOT NULL,
    "check_id" TEXT NOT NULL,
    "owner_name" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "requested_by" UUID NOT NULL,
    "requested_by_name" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by" UUID,
    "decided_by_name" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "approved" BOOLEAN,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by_name" TEXT,

    CONSTRAINT "check_exceptions_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "activity_records_organisation_id_part_at_idx" ON "activity_records"("organisation_id", "part", "at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "activity_records_organisation_id_source_event_id_key" ON "activity_records"("organisation_id", "source", "event_id");

-- CreateIndex
CREATE INDEX "alerts_organisation_id_status_opened_at_idx" ON "alerts"("organisation_id", "status", "opened_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "alerts_one_live_per_finding" ON "alerts"("finding_id") WHERE (status <> 'resolved'::alert_status);

-- CreateIndex
CREATE INDEX "alert_comments_alert_id_at_idx" ON "alert_comments"("alert_id", "at");

-- CreateIndex
CREATE INDEX "adobe_events_organisation_id_received_at_idx" ON "adobe_events"("organisation_id", "received_at" DESC);

-- CreateIndex
CREATE INDEX "adobe_events_unprocessed" ON "adobe_events"("received_at") WHERE (processed_at IS NULL);

-- CreateIndex
CREATE UNIQUE INDEX "adobe_events_organisation_id_event_id_key" ON "adobe_events"("organisation_id", "event_id");

-- CreateIndex
CREATE INDEX "channels_organisation_id_idx" ON "channels"("organisation_id");

-- CreateIndex
CREATE INDEX "deliveries_organisation_id_created_at_idx" ON "deliveries"("organisation_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "deliveries_queued" ON "deliveries"("due_at") WHERE (status = 'queued'::delivery_status);

-- CreateIndex
CREATE UNIQUE INDEX "deliveries_channel_id_dedupe_key_key" ON "deliveries"("channel_id", "dedupe_key");

-- CreateIndex
CREATE UNIQUE INDEX "calendar_feeds_token_hash_key" ON "calendar_feeds"("token_hash");

-- CreateIndex
CREATE INDEX "calendar_feeds_organisation_id_idx" ON "calendar_feeds"("organisation_id");

-- CreateIndex
CREATE INDEX "watches_critical_due_at_idx" ON "watches"("critical_due_at");

-- CreateIndex
CREATE INDEX "watches_full_due_at_idx" ON "watches"("full_due_at");

-- CreateIndex
CREATE INDEX "verifications_organisation_id_requested_at_idx" ON "verifications"("organisation_id", "requested_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "verifications_one_active" ON "verifications"("organisation_id") WHERE (status = ANY (ARRAY['queued'::run_status, 'running'::run_status]));

-- CreateIndex
CREATE INDEX "findings_organisation_id_opened_at_idx" ON "findings"("organisation_id", "opened_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "findings_one_open" ON "findings"("organisation_id", "part", "check_id") WHERE (status = 'open'::finding_status);

-- CreateIndex
CREATE INDEX "finding_events_finding_id_at_idx" ON "finding_events"("finding_id", "at");

-- CreateIndex
CREATE INDEX "finding_events_organisation_id_at_idx" ON "finding_events"("organisation_id", "at" DESC);

-- CreateIndex
CREATE INDEX "check_exceptions_organisation_id_requested_at_idx" ON "check_exceptions"("organisation_id", "requested_at" DESC);

-- CreateIndex
CREATE INDEX "check_exceptions_expires_at_idx" ON "check_exceptions"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "check_exceptions_one_live" ON "check_exceptions"("organisation_id", "part", "check_id") WHERE (ended_at IS NULL);

-- AddForeignKey
ALTER TABLE "activity_records" ADD CONSTRAINT "activity_records_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "key_uses" ADD CONSTRAINT "key_uses_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "log_cursors" ADD CONSTRAINT "log_cursors_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_finding_id_fkey" FOREIGN KEY ("finding_id") REFERENCES "findings"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_comments" ADD CONSTRAINT "alert_comments_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_comments" ADD CONSTRAINT "alert_comments_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "alerts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_feeds" ADD CONSTRAINT "event_feeds_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "adobe_events" ADD CONSTRAINT "adobe_events_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "adobe_events" ADD CONSTRAINT "adobe_events_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "alerts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "channels" ADD CONSTRAINT "channels_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "channels"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "alerts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "watches" ADD CONSTRAINT "watches_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "verifications" ADD CONSTRAINT "verifications_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "check_standings" ADD CONSTRAINT "check_standings_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "findings" ADD CONSTRAINT "findings_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finding_events" ADD CONSTRAINT "finding_events_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finding_events" ADD CONSTRAINT "finding_events_finding_id_fkey" FOREIGN KEY ("finding_id") REFERENCES "findings"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "check_exceptions" ADD CONSTRAINT "check_exceptions_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema files cannot say. An exception is nobody's own to approve, whatever the code above believes.
ALTER TABLE "verifications"
  ADD CONSTRAINT "verifications_counts" CHECK (done >= 0 AND total >= done);
ALTER TABLE "check_standings"
  ADD CONSTRAINT "check_standings_turning_whole" CHECK ((turning_to IS NULL) = (turning_since IS NULL));
ALTER TABLE "findings"
  ADD CONSTRAINT "findings_closed_later" CHECK ((status = 'closed') = (closed_at IS NOT NULL) AND closed_at >= opened_at);
ALTER TABLE "check_exceptions"
  ADD CONSTRAINT "check_exceptions_reason_given" CHECK (length(regexp_replace(reason, '\s', '', 'g')) >= 20 AND length(reason) <= 2000),
  ADD CONSTRAINT "check_exceptions_ends" CHECK (expires_at > requested_at),
  ADD CONSTRAINT "check_exceptions_four_eyes" CHECK (decided_by IS NULL OR approved IS NOT TRUE OR decided_by <> requested_by),
  ADD CONSTRAINT "check_exceptions_decision_whole" CHECK (
    (decided_by IS NULL) = (decided_at IS NULL) AND (decided_by IS NULL) = (decided_by_name IS NULL) AND (decided_by IS NULL) = (approved IS NULL));
ALTER TABLE "alerts"
  ADD CONSTRAINT "alerts_resolved_whole" CHECK ((status = 'resolved') = (resolved_at IS NOT NULL)),
  ADD CONSTRAINT "alerts_assignee_whole" CHECK ((assigned_to IS NULL) = (assigned_to_name IS NULL));
ALTER TABLE "adobe_events"
  ADD CONSTRAINT "adobe_events_body_bounded" CHECK (length(body) <= 3000000);
ALTER TABLE "channels"
  ADD CONSTRAINT "channels_minutes_of_a_day" CHECK (
    quiet_from BETWEEN 0 AND 1439 AND quiet_to BETWEEN 0 AND 1439 AND digest_at BETWEEN 0 AND 1439),
  ADD CONSTRAINT "channels_quiet_whole" CHECK ((quiet_from IS NULL) = (quiet_to IS NULL)),
  ADD CONSTRAINT "channels_recipients_of_mail" CHECK ((kind = 'email') = (cardinality(recipients) > 0));
ALTER TABLE "deliveries"
  ADD CONSTRAINT "deliveries_ended_whole" CHECK ((status = 'queued') = (ended_at IS NULL)),
  ADD CONSTRAINT "deliveries_queued_due" CHECK (status <> 'queued' OR due_at IS NOT NULL);
ALTER TABLE "calendar_feeds"
  ADD CONSTRAINT "calendar_feeds_token_hashed" CHECK (token_hash ~ '^[0-9a-f]{64}$');

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['watches', 'verifications', 'check_standings', 'findings', 'finding_events',
    'check_exceptions', 'alerts', 'alert_comments', 'event_feeds', 'adobe_events', 'channels', 'deliveries',
    'calendar_feeds', 'activity_records', 'key_uses', 'log_cursors']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY in_scope ON %I USING ((SELECT clavis_sees_all())
      OR organisation_id = ANY ((SELECT clavis_organisations())::uuid[]))', name);
  END LOOP;
END
$$;

GRANT SELECT, INSERT, UPDATE ON "watches", "verifications", "check_standings", "event_feeds", "channels", "key_uses", "log_cursors" TO clavis_app;
GRANT SELECT, INSERT, UPDATE (status, severity, failure_class, observed, reason, regression, flapping, closed_at) ON "findings" TO clavis_app;
GRANT SELECT, INSERT, UPDATE (decided_by, decided_by_name, decided_at, approved, ended_at, ended_by_name) ON "check_exceptions" TO clavis_app;
GRANT SELECT, INSERT, UPDATE (severity, failure_class, status, params, assigned_to, assigned_to_name, resolved_at, resolved_by_name, revision) ON "alerts" TO clavis_app;
GRANT SELECT, INSERT, UPDATE (processed_at, alert_id, kind) ON "adobe_events" TO clavis_app;
GRANT SELECT, INSERT, UPDATE (status, attempts, due_at, leased_until, problem, ended_at) ON "deliveries" TO clavis_app;
GRANT SELECT, INSERT, UPDATE (last_read_at, revoked_at) ON "calendar_feeds" TO clavis_app;
GRANT SELECT, INSERT ON "finding_events", "alert_comments", "activity_records" TO clavis_app;
