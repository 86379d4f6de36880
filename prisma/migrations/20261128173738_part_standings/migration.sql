-- CreateTable
CREATE TABLE "part_standings" (
    "organisation_id" UUID NOT NULL,
    "part" "part" NOT NULL,
    "seen" TEXT NOT NULL,
    "failing" TEXT[],
    "warning" TEXT[],

    CONSTRAINT "part_standings_pkey" PRIMARY KEY ("organisation_id","part")
);

-- CreateIndex
CREATE INDEX "posture_periods_from_at_idx" ON "posture_periods"("from_at");

-- CreateIndex
CREATE INDEX "posture_periods_at_risk" ON "posture_periods"("from_at") WHERE (verdict = 'at-risk'::text);

-- AddForeignKey
ALTER TABLE "part_standings" ADD CONSTRAINT "part_standings_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "part_standings" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY in_scope ON "part_standings"
  USING ((SELECT clavis_sees_all()) OR organisation_id = ANY ((SELECT clavis_organisations())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON "part_standings" TO clavis_app;

-- Whoever changes standings has their summary changed with it. Two workers cannot do so for one organisation at once:
-- lockWatching keeps them apart.
CREATE FUNCTION clavis_part_standings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM part_standings p USING changed c WHERE (p.organisation_id, p.part) = (c.organisation_id, c.part);
  END IF;
  INSERT INTO part_standings AS p (organisation_id, part, seen, failing, warning)
  SELECT s.organisation_id, s.part, string_agg(s.check_id, ' ' ORDER BY s.check_id),
    coalesce(array_agg(s.check_id ORDER BY s.check_id) FILTER (WHERE s.state = 'fail'), '{}'),
    coalesce(array_agg(s.check_id ORDER BY s.check_id) FILTER (WHERE s.state = 'warn'), '{}')
  FROM check_standings s
  JOIN (SELECT DISTINCT organisation_id, part FROM changed) c USING (organisation_id, part)
  GROUP BY s.organisation_id, s.part
  ON CONFLICT (organisation_id, part) DO UPDATE
    SET seen = excluded.seen, failing = excluded.failing, warning = excluded.warning
    WHERE (p.seen, p.failing, p.warning) IS DISTINCT FROM (excluded.seen, excluded.failing, excluded.warning);
  RETURN NULL;
END
$$;
CREATE TRIGGER part_standings_by_insert AFTER INSERT ON "check_standings" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION clavis_part_standings();
CREATE TRIGGER part_standings_by_update AFTER UPDATE ON "check_standings" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION clavis_part_standings();
CREATE TRIGGER part_standings_by_delete AFTER DELETE ON "check_standings" REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION clavis_part_standings();

SELECT set_config('clavis.organisations', '*', true);
INSERT INTO part_standings (organisation_id, part, seen, failing, warning)
SELECT organisation_id, part, string_agg(check_id, ' ' ORDER BY check_id),
  coalesce(array_agg(check_id ORDER BY check_id) FILTER (WHERE state = 'fail'), '{}'),
  coalesce(array_agg(check_id ORDER BY check_id) FILTER (WHERE state = 'warn'), '{}')
FROM check_standings GROUP BY organisation_id, part;
