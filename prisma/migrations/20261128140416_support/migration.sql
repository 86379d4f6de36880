-- CreateEnum
CREATE TYPE "question_status" AS ENUM ('open', 'taken', 'done');

-- CreateTable
CREATE TABLE "search_keys" (
    "organisation_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "weight" SMALLINT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "search_keys_pkey" PRIMARY KEY ("organisation_id","source","kind","key")
);

-- CreateTable
CREATE TABLE "configuration_versions" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "part" "part",
    "at" TIMESTAMPTZ(3) NOT NULL,
    "data" JSONB NOT NULL,
    "audit_entry_id" UUID,
    "transaction_id" BIGINT NOT NULL,

    CONSTRAINT "configuration_versions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notes" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "part" "part",
    "step" TEXT,
    "finding_id" UUID,
    "author_id" UUID NOT NULL,
    "author_name" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "edited_at" TIMESTAMPTZ(3),
    "removed_at" TIMESTAMPTZ(3),
    "revision" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "notes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "questions" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "part" "part",
    "step" TEXT,
    "status" "question_status" NOT NULL DEFAULT 'open',
    "team" "membership_role",
    "assigned_to" UUID,
    "assigned_to_name" TEXT,
    "asked_by" UUID NOT NULL,
    "asked_by_name" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "done_by_name" TEXT,
    "answer" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "questions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbox_items" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "note_id" UUID,
    "question_id" UUID,
    "from_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),
    "mailed_at" TIMESTAMPTZ(3),

    CONSTRAINT "inbox_items_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "search_keys_key_weight_idx" ON "search_keys"("key", "weight");

-- CreateIndex
CREATE INDEX "configuration_versions_organisation_id_kind_part_at_idx" ON "configuration_versions"("organisation_id", "kind", "part", "at" DESC);

-- CreateIndex
CREATE INDEX "notes_organisation_id_at_id_idx" ON "notes"("organisation_id", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "questions_organisation_id_asked_at_idx" ON "questions"("organisation_id", "asked_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "questions_one_live" ON "questions"("organisation_id") WHERE (status <> 'done'::question_status);

-- CreateIndex
CREATE INDEX "inbox_items_user_id_at_idx" ON "inbox_items"("user_id", "at" DESC);

-- CreateIndex
CREATE INDEX "inbox_items_unread" ON "inbox_items"("user_id") WHERE (read_at IS NULL);

-- CreateIndex
CREATE UNIQUE INDEX "inbox_items_user_id_note_id_key" ON "inbox_items"("user_id", "note_id");

-- CreateIndex
CREATE INDEX "observations_organisation_id_first_observed_at_id_idx" ON "observations"("organisation_id", "first_observed_at" DESC, "id" DESC);

-- AddForeignKey
ALTER TABLE "search_keys" ADD CONSTRAINT "search_keys_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "configuration_versions" ADD CONSTRAINT "configuration_versions_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notes" ADD CONSTRAINT "notes_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notes" ADD CONSTRAINT "notes_finding_id_fkey" FOREIGN KEY ("finding_id") REFERENCES "findings"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "questions" ADD CONSTRAINT "questions_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inbox_items" ADD CONSTRAINT "inbox_items_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inbox_items" ADD CONSTRAINT "inbox_items_note_id_fkey" FOREIGN KEY ("note_id") REFERENCES "notes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inbox_items" ADD CONSTRAINT "inbox_items_question_id_fkey" FOREIGN KEY ("question_id") REFERENCES "questions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema files cannot say: order by bytes, so that a prefix is a range; limits; who may do what.
ALTER TABLE "search_keys"
  ALTER COLUMN "key" TYPE text COLLATE "C",
  ADD CONSTRAINT "search_keys_bounded" CHECK (length(key) BETWEEN 1 AND 200 AND length(value) <= 300);
ALTER TABLE "notes"
  ADD CONSTRAINT "notes_text_given" CHECK (length(btrim(text)) BETWEEN 1 AND 4000),
  ADD CONSTRAINT "notes_step_in_part" CHECK (step IS NULL OR part IS NOT NULL);
ALTER TABLE "questions"
  ADD CONSTRAINT "questions_text_given" CHECK (length(btrim(text)) BETWEEN 1 AND 1000 AND length(answer) <= 4000),
  ADD CONSTRAINT "questions_step_in_part" CHECK (step IS NULL OR part IS NOT NULL),
  ADD CONSTRAINT "questions_somebody" CHECK (team IS NOT NULL OR assigned_to IS NOT NULL),
  ADD CONSTRAINT "questions_assignee_whole" CHECK ((assigned_to IS NULL) = (assigned_to_name IS NULL)),
  ADD CONSTRAINT "questions_taken_by_somebody" CHECK (status <> 'taken' OR assigned_to IS NOT NULL),
  ADD CONSTRAINT "questions_done_by_somebody" CHECK ((status = 'done') = (done_by_name IS NOT NULL));
ALTER TABLE "inbox_items"
  ADD CONSTRAINT "inbox_items_about_one" CHECK ((note_id IS NULL) <> (question_id IS NULL));

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['search_keys', 'configuration_versions', 'notes', 'questions', 'inbox_items']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY in_scope ON %I USING ((SELECT clavis_sees_all())
      OR organisation_id = ANY ((SELECT clavis_organisations())::uuid[]))', name);
  END LOOP;
END
$$;

GRANT SELECT, INSERT, DELETE ON "search_keys" TO clavis_app;
GRANT SELECT, INSERT, UPDATE (audit_entry_id) ON "configuration_versions" TO clavis_app;
GRANT SELECT, INSERT, UPDATE (text, edited_at, removed_at, revision) ON "notes" TO clavis_app;
GRANT SELECT, INSERT, UPDATE (status, team, assigned_to, assigned_to_name, changed_at, done_by_name, answer, revision) ON "questions" TO clavis_app;
GRANT SELECT, INSERT, UPDATE (read_at, mailed_at) ON "inbox_items" TO clavis_app;

-- Whoever belongs to all organisations belongs to each: seen by whoever sees one.
CREATE POLICY everywhere ON "memberships" FOR SELECT
  USING (organisation_id IS NULL AND cardinality((SELECT clavis_organisations())) > 0);

-- Letters and digits alone, small, without accents: what people type for what is written.
CREATE FUNCTION clavis_fold(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN btrim(regexp_replace(
  replace(replace(replace(translate(
    lower(regexp_replace(normalize(value, NFKD), '[\u0300-\u036f]', '', 'g') COLLATE "pg_c_utf8"),
    'øłđı', 'oldi'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'),
  '[^[:alnum:]]+', ' ', 'g'));

-- A word, and the word with each one of its letters left out: two words that share one of these differ by a typo.
CREATE FUNCTION clavis_spellings(word text) RETURNS SETOF text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT word UNION SELECT left(word, i - 1) || substr(word, i + 1) FROM generate_series(1, length(word)) i
$$;

CREATE FUNCTION clavis_search_rows(kind text, value text) RETURNS TABLE (key text, weight int)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  WITH folded AS (SELECT left(clavis_fold(value), 80) AS text),
  raw AS (SELECT left(lower(btrim(value)), 120) AS text)
  SELECT text, 0 FROM raw WHERE text <> ''
  UNION ALL SELECT text, 0 FROM folded WHERE text <> ''
  -- A number is also found without its dashes.
  UNION ALL SELECT replace(text, ' ', ''), 1 FROM folded WHERE kind IN ('reference', 'tenant', 'subscription', 'application', 'principal') AND text <> ''
  UNION ALL SELECT word, 1 FROM folded, regexp_split_to_table(text, ' ') word WHERE kind = 'reference' AND word ~ '[0-9]{3}'
  -- From the start of every word, and for names from every letter on.
  UNION ALL SELECT substr(text, i), CASE WHEN substr(text, i - 1, 1) = ' ' THEN 1 ELSE 3 END
    FROM folded, generate_series(2, length(text) - 1) i
    WHERE substr(text, i, 1) <> ' ' AND (substr(text, i - 1, 1) = ' ' OR (kind = 'name' AND length(text) - i >= 2))
      AND kind IN ('name', 'vault', 'keyName', 'configuration')
  UNION ALL SELECT '~' || spelling, 4
    FROM folded, regexp_split_to_table(text, ' ') word, clavis_spellings(left(word, 24)) spelling
    WHERE kind = 'name' AND length(word) >= 4
$$;

-- pairs: [{kind, value, key?}]; a key of its own where the value is an address.
CREATE FUNCTION clavis_index(organisation uuid, from_source text, pairs jsonb) RETURNS void
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  DELETE FROM search_keys WHERE organisation_id = organisation AND source = from_source;
  INSERT INTO search_keys (organisation_id, source, kind, key, weight, value)
  SELECT organisation, from_source, p.kind, r.key, min(r.weight)::smallint, left(min(p.value), 300)
  FROM jsonb_to_recordset(pairs) AS p (kind text, value text, key text),
    LATERAL (
      SELECT * FROM clavis_search_rows(p.kind, p.value) WHERE p.key IS NULL
      UNION ALL SELECT lower(left(p.key, 200)), 0 WHERE p.key IS NOT NULL
    ) r
  WHERE p.value IS NOT NULL AND r.key <> ''
  GROUP BY p.kind, r.key;
END
$$;

-- kv-name/key-name, from https://kv-name.vault.azure.net/keys/key-name[/version].
CREATE FUNCTION clavis_key_of(address text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN lower((regexp_match(address, '^https?://([^./:]+)\.[^/]+/keys/([^/]+)', 'i'))[1] || '/'
  || (regexp_match(address, '^https?://([^./:]+)\.[^/]+/keys/([^/]+)', 'i'))[2]);

CREATE FUNCTION clavis_index_organisation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM clavis_index(NEW.id, 'organisation', jsonb_build_array(
    jsonb_build_object('kind', 'name', 'value', NEW.name),
    jsonb_build_object('kind', 'imsOrg', 'value', NEW.ims_org_id),
    jsonb_build_object('kind', 'region', 'value', NEW.region),
    jsonb_build_object('kind', 'tenant', 'value', NEW.azure_tenant_id),
    jsonb_build_object('kind', 'subscription', 'value', NEW.azure_subscription_id)));
  RETURN NULL;
END
$$;
CREATE TRIGGER organisations_found AFTER INSERT OR UPDATE ON "organisations"
  FOR EACH ROW EXECUTE FUNCTION clavis_index_organisation();

CREATE FUNCTION clavis_index_setup() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  vault text := NEW.choices -> 'vault' ->> 'name';
  name text := NEW.choices -> 'key' ->> 'name';
BEGIN
  PERFORM clavis_index(NEW.organisation_id, 'setup:' || NEW.part, jsonb_build_array(
    jsonb_build_object('kind', 'vault', 'value', vault),
    jsonb_build_object('kind', 'keyName', 'value', name),
    jsonb_build_object('kind', 'key', 'value', vault || '/' || name, 'key', vault || '/' || name),
    jsonb_build_object('kind', 'configuration', 'value', NEW.choices ->> 'configName')));
  RETURN NULL;
END
$$;
CREATE TRIGGER setups_found AFTER INSERT OR UPDATE OF choices ON "setups"
  FOR EACH ROW EXECUTE FUNCTION clavis_index_setup();

CREATE FUNCTION clavis_index_secret() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM clavis_index(NEW.organisation_id, 'credential', jsonb_build_array(
    jsonb_build_object('kind', 'application', 'value', NEW.name)));
  RETURN NULL;
END
$$;
CREATE TRIGGER secrets_found AFTER INSERT OR UPDATE OF name ON "secrets"
  FOR EACH ROW WHEN (NEW.kind = 'adobe' AND NEW.organisation_id IS NOT NULL) EXECUTE FUNCTION clavis_index_secret();

CREATE FUNCTION clavis_index_statement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM clavis_index(NEW.organisation_id, 'statement:' || NEW.id, CASE WHEN NEW.withdrawn_at IS NULL
    THEN jsonb_build_array(jsonb_build_object('kind', 'reference', 'value', NEW.reference)) ELSE '[]' END);
  RETURN NULL;
END
$$;
CREATE TRIGGER statements_found AFTER INSERT OR UPDATE OF withdrawn_at ON "statements"
  FOR EACH ROW EXECUTE FUNCTION clavis_index_statement();

-- What was seen last stays findable when a later look sees nothing: that is when people search for it.
CREATE FUNCTION clavis_index_observation() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  seen jsonb := NEW.facts -> 'value';
  pairs jsonb;
BEGIN
  IF seen IS NULL OR seen -> 'exists' = 'false' THEN
    RETURN NULL;
  END IF;
  pairs := CASE NEW.subject
    WHEN 'vault' THEN jsonb_build_array(
      jsonb_build_object('kind', 'vault', 'value', seen ->> 'name'),
      jsonb_build_object('kind', 'tenant', 'value', seen ->> 'tenantId'),
      jsonb_build_object('kind', 'subscription', 'value', seen ->> 'subscriptionId'))
    WHEN 'key' THEN jsonb_build_array(
      jsonb_build_object('kind', 'keyName', 'value', seen ->> 'name'),
      jsonb_build_object('kind', 'keyVersion', 'value', seen ->> 'version'),
      jsonb_build_object('kind', 'key', 'value', seen ->> 'identifier', 'key', clavis_key_of(seen ->> 'identifier')))
    WHEN 'principal' THEN jsonb_build_array(
      jsonb_build_object('kind', 'application', 'value', seen ->> 'appId'),
      jsonb_build_object('kind', 'principal', 'value', seen ->> 'objectId'))
    WHEN 'registration' THEN jsonb_build_array(
      jsonb_build_object('kind', 'application', 'value', seen ->> 'applicationId'))
    WHEN 'config' THEN jsonb_build_array(
      jsonb_build_object('kind', 'configuration', 'value', seen ->> 'name'),
      jsonb_build_object('kind', 'key', 'value', seen ->> 'keyIdentifier', 'key', clavis_key_of(seen ->> 'keyIdentifier')))
    ELSE NULL END;
  IF pairs IS NOT NULL THEN
    PERFORM clavis_index(NEW.organisation_id, 'observed:' || NEW.part || ':' || NEW.subject, pairs);
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER observations_found AFTER INSERT ON "observations"
  FOR EACH ROW WHEN (NEW.subject IN ('vault', 'key', 'principal', 'registration', 'config'))
  EXECUTE FUNCTION clavis_index_observation();

-- What is stored, as it was at every moment. Times are those of the rows; a change by hand has the clock's.
CREATE FUNCTION clavis_keep_version() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  of_organisation uuid;
  of_kind text := TG_ARGV[0];
  of_part part;
  stored jsonb;
  changed timestamptz;
  last record;
BEGIN
  CASE of_kind
    WHEN 'organisation' THEN
      of_organisation := NEW.id;
      changed := NEW.updated_at;
      stored := jsonb_build_object('name', NEW.name, 'imsOrgId', NEW.ims_org_id, 'region', NEW.region, 'shield', NEW.shield,
        'cjaBought', NEW.cja_bought, 'azureTenantId', NEW.azure_tenant_id, 'azureSubscriptionId', NEW.azure_subscription_id);
    WHEN 'setup' THEN
      of_organisation := NEW.organisation_id;
      of_part := NEW.part;
      changed := NEW.updated_at;
      stored := NEW.choices;
    WHEN 'policy' THEN
      of_organisation := NEW.organisation_id;
      changed := NEW.updated_at;
      stored := jsonb_build_object('requireSecondApproval', NEW.require_second_approval, 'coolingOffHours', NEW.cooling_off_hours);
    WHEN 'credential' THEN
      of_organisation := NEW.organisation_id;
      changed := coalesce(NEW.rotated_at, NEW.created_at);
      stored := jsonb_build_object('clientId', NEW.name);
  END CASE;
  SELECT v.at, v.data INTO last FROM configuration_versions v
    WHERE v.organisation_id = of_organisation AND v.kind = of_kind AND v.part IS NOT DISTINCT FROM of_part
    ORDER BY v.at DESC, v.id DESC LIMIT 1;
  IF last.data = stored THEN
    RETURN NULL;
  END IF;
  IF changed <= last.at THEN
    changed := greatest(date_trunc('milliseconds', clock_timestamp()), last.at + interval '1 millisecond');
  END IF;
  INSERT INTO configuration_versions (id, organisation_id, kind, part, at, data, transaction_id)
  VALUES (uuidv7(), of_organisation, of_kind, of_part, changed, stored, pg_current_xact_id()::text::bigint);
  RETURN NULL;
END
$$;
CREATE TRIGGER organisations_versions AFTER INSERT OR UPDATE ON "organisations"
  FOR EACH ROW EXECUTE FUNCTION clavis_keep_version('organisation');
CREATE TRIGGER setups_versions AFTER INSERT OR UPDATE ON "setups"
  FOR EACH ROW EXECUTE FUNCTION clavis_keep_version('setup');
CREATE TRIGGER policies_versions AFTER INSERT OR UPDATE ON "policies"
  FOR EACH ROW EXECUTE FUNCTION clavis_keep_version('policy');
CREATE TRIGGER secrets_versions AFTER INSERT OR UPDATE OF name, rotated_at ON "secrets"
  FOR EACH ROW WHEN (NEW.kind = 'adobe' AND NEW.organisation_id IS NOT NULL) EXECUTE FUNCTION clavis_keep_version('credential');

-- The entry that a change is audited with is written after it, in the same transaction: that is who, and why.
CREATE FUNCTION clavis_version_audited() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE configuration_versions SET audit_entry_id = NEW.id
  WHERE organisation_id = NEW.organisation_id AND audit_entry_id IS NULL
    AND transaction_id = pg_current_xact_id()::text::bigint
    AND CASE NEW.action
      WHEN 'organisation.created' THEN kind IN ('organisation', 'setup')
      WHEN 'organisation.updated' THEN kind = 'organisation'
      WHEN 'credential.saved' THEN kind = 'credential'
      WHEN 'policy.changed' THEN kind = 'policy'
      ELSE kind = 'setup' AND part::text = NEW.subject END;
  RETURN NULL;
END
$$;
CREATE TRIGGER audit_entries_explain AFTER INSERT ON "audit_entries"
  FOR EACH ROW WHEN (NEW.organisation_id IS NOT NULL
    AND NEW.action IN ('organisation.created', 'organisation.updated', 'credential.saved', 'choice.saved', 'policy.changed'))
  EXECUTE FUNCTION clavis_version_audited();

-- What is there already: its past from the trail, its present from the rows.
SELECT set_config('clavis.organisations', '*', true);
DO $$
DECLARE
  entry record;
  kept jsonb;
BEGIN
  FOR entry IN SELECT e.*, o.id AS owner FROM audit_entries e JOIN organisations o ON o.id = e.organisation_id
    WHERE e.action IN ('organisation.created', 'organisation.updated', 'credential.saved', 'choice.saved', 'policy.changed')
    ORDER BY e.organisation_id, e.sequence
  LOOP
    IF entry.action LIKE 'organisation.%' THEN
      SELECT v.data INTO kept FROM configuration_versions v
        WHERE v.organisation_id = entry.owner AND v.kind = 'organisation' ORDER BY v.at DESC, v.id DESC LIMIT 1;
      kept := coalesce(kept, '{}') || coalesce(entry.after, '{}');
    ELSIF entry.action = 'policy.changed' THEN
      kept := jsonb_build_object('requireSecondApproval', entry.after -> 'requireSecondApproval',
        'coolingOffHours', entry.after -> 'coolingOffHours');
    ELSE
      kept := entry.after;
    END IF;
    INSERT INTO configuration_versions (id, organisation_id, kind, part, at, data, audit_entry_id, transaction_id)
    SELECT uuidv7(), entry.owner, CASE entry.action WHEN 'credential.saved' THEN 'credential' WHEN 'choice.saved' THEN 'setup'
        WHEN 'policy.changed' THEN 'policy' ELSE 'organisation' END,
      CASE WHEN entry.action = 'choice.saved' THEN entry.subject::part END, entry.at, kept, entry.id, 0
    WHERE kept IS NOT NULL AND (entry.action <> 'choice.saved' OR entry.subject IN ('aep', 'cja'));
  END LOOP;
END
$$;
UPDATE "organisations" SET name = name;
UPDATE "setups" SET choices = choices;
UPDATE "policies" SET revision = revision;
UPDATE "secrets" SET name = name WHERE kind = 'adobe' AND organisation_id IS NOT NULL;
UPDATE "statements" SET withdrawn_at = withdrawn_at;
DO $$
DECLARE
  seen record;
BEGIN
  -- As if seen now: an update does not fire the trigger of a new look.
  CREATE TRIGGER observations_found_once AFTER UPDATE OF subject ON observations
    FOR EACH ROW WHEN (NEW.subject IN ('vault', 'key', 'principal', 'registration', 'config'))
    EXECUTE FUNCTION clavis_index_observation();
  UPDATE observations SET subject = subject WHERE newest;
  DROP TRIGGER observations_found_once ON observations;
END
$$;
