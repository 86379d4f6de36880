-- CreateTable
CREATE TABLE "postures" (
    "organisation_id" UUID NOT NULL,
    "verdict" TEXT NOT NULL DEFAULT 'not-started',
    "aep_status" TEXT NOT NULL DEFAULT 'not-started',
    "cja_status" TEXT NOT NULL DEFAULT 'not-started',
    "since" TIMESTAMPTZ(3),
    "verified_at" TIMESTAMPTZ(3),
    "evaluated_at" TIMESTAMPTZ(3),
    "stale" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "postures_pkey" PRIMARY KEY ("organisation_id")
);

-- CreateTable
CREATE TABLE "posture_periods" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "verdict" TEXT NOT NULL,
    "aep_status" TEXT NOT NULL,
    "cja_status" TEXT NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "to_at" TIMESTAMPTZ(3),
    "cause" JSONB,

    CONSTRAINT "posture_periods_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "coming_events" (
    "organisation_id" UUID NOT NULL,
    "part" "part" NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "subject" TEXT NOT NULL,

    CONSTRAINT "coming_events_pkey" PRIMARY KEY ("organisation_id","part","kind")
);

-- CreateTable
CREATE TABLE "report_schedules" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "cadence" TEXT NOT NULL,
    "weekday" INTEGER NOT NULL DEFAULT 1,
    "hour" INTEGER NOT NULL DEFAULT 8,
    "time_zone" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "revision" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "report_schedules_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "report_sends" (
    "id" UUID NOT NULL,
    "schedule_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "period" TIMESTAMPTZ(3) NOT NULL,
    "token_hash" TEXT,
    "status" "delivery_status" NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3),
    "leased_until" TIMESTAMPTZ(3),
    "problem" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "report_sends_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "status_links" (
    "id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "sections" TEXT[],
    "created_by" UUID NOT NULL,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by_name" TEXT,
    "first_opened_at" TIMESTAMPTZ(3),
    "last_opened_at" TIMESTAMPTZ(3),
    "opens" INTEGER NOT NULL DEFAULT 0,
    "window_at" TIMESTAMPTZ(3),
    "window_opens" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "status_links_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "status_link_organisations" (
    "link_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,

    CONSTRAINT "status_link_organisations_pkey" PRIMARY KEY ("link_id","organisation_id")
);

-- CreateIndex
CREATE INDEX "postures_verdict_idx" ON "postures"("verdict");

-- CreateIndex
CREATE INDEX "postures_evaluated_at_idx" ON "postures"("evaluated_at");

-- CreateIndex
CREATE INDEX "postures_stale" ON "postures"("organisation_id") WHERE (stale);

-- CreateIndex
CREATE INDEX "posture_periods_organisation_id_from_at_idx" ON "posture_periods"("organisation_id", "from_at");

-- CreateIndex
CREATE INDEX "posture_periods_to_at_idx" ON "posture_periods"("to_at");

-- CreateIndex
CREATE UNIQUE INDEX "posture_periods_one_open" ON "posture_periods"("organisation_id") WHERE (to_at IS NULL);

-- CreateIndex
CREATE INDEX "coming_events_at_idx" ON "coming_events"("at");

-- CreateIndex
CREATE UNIQUE INDEX "report_schedules_user_id_key" ON "report_schedules"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "report_sends_token_hash_key" ON "report_sends"("token_hash");

-- CreateIndex
CREATE INDEX "report_schedules_due" ON "report_schedules"("next_at") WHERE (ended_at IS NULL);

-- CreateIndex
CREATE INDEX "report_sends_queued" ON "report_sends"("due_at") WHERE (status = 'queued'::delivery_status);

-- CreateIndex
CREATE UNIQUE INDEX "report_sends_schedule_id_period_key" ON "report_sends"("schedule_id", "period");

-- CreateIndex
CREATE UNIQUE INDEX "status_links_token_hash_key" ON "status_links"("token_hash");

-- CreateIndex
CREATE INDEX "status_links_created_by_idx" ON "status_links"("created_by");

-- CreateIndex
CREATE INDEX "status_link_organisations_organisation_id_idx" ON "status_link_organisations"("organisation_id");

-- CreateIndex
CREATE INDEX "findings_closed_at_idx" ON "findings"("closed_at");

-- AddForeignKey
ALTER TABLE "postures" ADD CONSTRAINT "postures_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "posture_periods" ADD CONSTRAINT "posture_periods_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coming_events" ADD CONSTRAINT "coming_events_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_schedules" ADD CONSTRAINT "report_schedules_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_sends" ADD CONSTRAINT "report_sends_schedule_id_fkey" FOREIGN KEY ("schedule_id") REFERENCES "report_schedules"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "status_link_organisations" ADD CONSTRAINT "status_link_organisations_link_id_fkey" FOREIGN KEY ("link_id") REFERENCES "status_links"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "status_link_organisations" ADD CONSTRAINT "status_link_organisations_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


ALTER TABLE "postures"
  ADD CONSTRAINT "postures_verdict_known" CHECK (verdict IN ('protected', 'at-risk', 'unverified', 'in-setup', 'not-started'));
ALTER TABLE "posture_periods"
  ADD CONSTRAINT "posture_periods_times_ordered" CHECK (from_at <= to_at),
  ADD CONSTRAINT "posture_periods_verdict_known" CHECK (verdict IN ('protected', 'at-risk', 'unverified', 'in-setup', 'not-started'));
ALTER TABLE "report_schedules"
  ADD CONSTRAINT "report_schedules_cadence_known" CHECK (cadence IN ('weekly', 'monthly')),
  ADD CONSTRAINT "report_schedules_hours" CHECK (hour BETWEEN 0 AND 23 AND weekday BETWEEN 1 AND 7);
ALTER TABLE "status_links"
  ADD CONSTRAINT "status_links_token_hashed" CHECK (token_hash ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT "status_links_expire" CHECK (expires_at > created_at AND expires_at <= created_at + interval '366 days');

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['postures', 'posture_periods', 'coming_events', 'status_link_organisations'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY in_scope ON %I USING ((SELECT clavis_sees_all())
      OR organisation_id = ANY ((SELECT clavis_organisations())::uuid[]))', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['report_schedules', 'report_sends'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY own ON %I USING ((SELECT clavis_sees_all()) OR user_id = (SELECT clavis_user()))', name);
  END LOOP;
END
$$;
-- A link is seen by its owner, and by whoever sees an organisation that it shows.
ALTER TABLE "status_links" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY in_scope ON "status_links" USING ((SELECT clavis_sees_all()) OR created_by = (SELECT clavis_user())
  OR EXISTS (SELECT FROM status_link_organisations s WHERE s.link_id = status_links.id));

GRANT SELECT, INSERT, UPDATE ON "postures" TO clavis_app;
GRANT SELECT, INSERT, UPDATE (to_at) ON "posture_periods" TO clavis_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "coming_events" TO clavis_app;
GRANT SELECT, INSERT, UPDATE ON "report_schedules" TO clavis_app;
GRANT SELECT, INSERT, UPDATE (status, attempts, due_at, leased_until, problem, ended_at, token_hash) ON "report_sends" TO clavis_app;
GRANT SELECT, INSERT, UPDATE (revoked_at, revoked_by_name, first_opened_at, last_opened_at, opens, window_at, window_opens) ON "status_links" TO clavis_app;
GRANT SELECT, INSERT ON "status_link_organisations" TO clavis_app;

-- Whatever the verdict rests on marks it as stale, so that no code path can forget to.
CREATE FUNCTION clavis_posture_stale() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO postures (organisation_id) SELECT DISTINCT organisation_id FROM changed ORDER BY 1
  ON CONFLICT (organisation_id) DO UPDATE SET stale = true WHERE NOT postures.stale;
  RETURN NULL;
END
$$;
CREATE FUNCTION clavis_posture_of_organisation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO postures (organisation_id) VALUES (NEW.id)
  ON CONFLICT (organisation_id) DO UPDATE SET stale = true WHERE NOT postures.stale;
  RETURN NULL;
END
$$;
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['observations', 'statements', 'setups', 'attempts'] LOOP
    EXECUTE format('CREATE TRIGGER posture_stale_by_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS changed
      FOR EACH STATEMENT EXECUTE FUNCTION clavis_posture_stale()', name);
    EXECUTE format('CREATE TRIGGER posture_stale_by_update AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed
      FOR EACH STATEMENT EXECUTE FUNCTION clavis_posture_stale()', name);
  END LOOP;
END
$$;
CREATE TRIGGER posture_stale AFTER INSERT OR UPDATE ON "organisations"
  FOR EACH ROW EXECUTE FUNCTION clavis_posture_of_organisation();

SELECT set_config('clavis.organisations', '*', true);
INSERT INTO postures (organisation_id) SELECT id FROM organisations;
