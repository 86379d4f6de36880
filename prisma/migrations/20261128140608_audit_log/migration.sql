-- CreateEnum
CREATE TYPE "checkpoint_kind" AS ENUM ('head', 'retention');

-- CreateEnum
CREATE TYPE "stream_kind" AS ENUM ('syslog', 'webhook');

-- CreateTable
CREATE TABLE "audit_chains" (
    "id" UUID NOT NULL,
    "organisation_id" UUID,
    "sequence" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,
    "adopted_sequence" BIGINT,
    "mac_key_id" TEXT NOT NULL,
    "mac" TEXT NOT NULL,
    "retention_days" INTEGER,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "verified_at" TIMESTAMPTZ(3),
    "verified_sequence" BIGINT,
    "full_verified_at" TIMESTAMPTZ(3),
    "full_sequence" BIGINT,
    "full_hash" TEXT,
    "problems" JSONB NOT NULL DEFAULT '[]',
    "next_look_at" TIMESTAMPTZ(3),
    "leased_until" TIMESTAMPTZ(3),

    CONSTRAINT "audit_chains_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_checkpoints" (
    "id" UUID NOT NULL,
    "organisation_id" UUID,
    "kind" "checkpoint_kind" NOT NULL,
    "sequence" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "archive" JSONB,
    "key_id" TEXT NOT NULL,
    "signature" TEXT NOT NULL,

    CONSTRAINT "audit_checkpoints_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_streams" (
    "id" UUID NOT NULL,
    "organisation_id" UUID,
    "kind" "stream_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "target_host" TEXT NOT NULL,
    "target_port" INTEGER,
    "ca_certificate" TEXT,
    "sent_sequence" BIGINT NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "problem" JSONB,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "leased_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "removed_at" TIMESTAMPTZ(3),
    "revision" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "audit_streams_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_views" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "filter" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_views_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_words" (
    "entry_id" UUID NOT NULL,
    "chain" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "words" tsvector NOT NULL,

    CONSTRAINT "audit_words_pkey" PRIMARY KEY ("entry_id")
);

-- CreateIndex
CREATE INDEX "audit_chains_next_look_at_idx" ON "audit_chains"("next_look_at");

-- CreateIndex
CREATE UNIQUE INDEX "audit_chains_organisation_id_key" ON "audit_chains"("organisation_id") NULLS NOT DISTINCT;

-- CreateIndex
CREATE INDEX "audit_checkpoints_organisation_id_sequence_idx" ON "audit_checkpoints"("organisation_id", "sequence" DESC);

-- CreateIndex
CREATE INDEX "audit_streams_organisation_id_idx" ON "audit_streams"("organisation_id");

-- CreateIndex
CREATE UNIQUE INDEX "audit_views_user_id_name_key" ON "audit_views"("user_id", "name");

-- CreateIndex
CREATE INDEX "audit_words_chain_at_entry_id_idx" ON "audit_words"("chain", "at" DESC, "entry_id" DESC);

-- CreateIndex
CREATE INDEX "audit_words_at_entry_id_idx" ON "audit_words"("at" DESC, "entry_id" DESC);

-- CreateIndex
CREATE INDEX "audit_words_words_idx" ON "audit_words" USING GIN ("words") WITH (fastupdate = off);

-- CreateIndex
CREATE INDEX "audit_entries_organisation_id_actor_id_idx" ON "audit_entries"("organisation_id", "actor_id");

-- AddForeignKey
ALTER TABLE "audit_chains" ADD CONSTRAINT "audit_chains_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_checkpoints" ADD CONSTRAINT "audit_checkpoints_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_streams" ADD CONSTRAINT "audit_streams_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_views" ADD CONSTRAINT "audit_views_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_words" ADD CONSTRAINT "audit_words_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "audit_entries"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the schema files cannot say.
ALTER TABLE "audit_chains"
  ADD CONSTRAINT "audit_chains_hash_form" CHECK (hash ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT "audit_chains_retention_long" CHECK (retention_days >= 90),
  ADD CONSTRAINT "audit_chains_problems_list" CHECK (jsonb_typeof(problems) = 'array');
ALTER TABLE "audit_checkpoints"
  ADD CONSTRAINT "audit_checkpoints_hash_form" CHECK (hash ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT "audit_checkpoints_archived_first" CHECK (kind <> 'retention' OR archive IS NOT NULL);
ALTER TABLE "audit_streams"
  ADD CONSTRAINT "audit_streams_port_of_syslog" CHECK ((kind = 'syslog') = (target_port IS NOT NULL)),
  ADD CONSTRAINT "audit_streams_cursor_counts" CHECK (sent_sequence >= 0);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['audit_chains', 'audit_checkpoints', 'audit_streams']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY in_scope ON %I USING ((SELECT clavis_sees_all())
      OR organisation_id = ANY ((SELECT clavis_organisations())::uuid[]))', name);
  END LOOP;
END
$$;
ALTER TABLE "audit_views" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON "audit_views" USING (user_id = (SELECT clavis_user()));

GRANT SELECT, INSERT, UPDATE ON "audit_chains", "audit_streams" TO clavis_app;
GRANT SELECT, INSERT ON "audit_checkpoints" TO clavis_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "audit_views" TO clavis_app;

-- Entries are removed by the owner alone, and only up to a signed checkpoint that says where they were archived.
CREATE FUNCTION clavis_refuse_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM audit_checkpoints c WHERE c.kind = 'retention'
      AND c.organisation_id IS NOT DISTINCT FROM OLD.organisation_id AND c.sequence >= OLD.sequence) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'audit entries are never changed' USING ERRCODE = 'insufficient_privilege';
END
$$;
DROP TRIGGER audit_entries_never_changed ON "audit_entries";
CREATE TRIGGER audit_entries_never_changed BEFORE UPDATE ON "audit_entries"
  FOR EACH ROW EXECUTE FUNCTION clavis_refuse_change();
CREATE TRIGGER audit_entries_removed_after_archive BEFORE DELETE ON "audit_entries"
  FOR EACH ROW EXECUTE FUNCTION clavis_refuse_removal();
CREATE TRIGGER audit_checkpoints_never_changed BEFORE UPDATE OR DELETE ON "audit_checkpoints"
  FOR EACH ROW EXECUTE FUNCTION clavis_refuse_change();
CREATE TRIGGER audit_checkpoints_never_emptied BEFORE TRUNCATE ON "audit_checkpoints"
  FOR EACH STATEMENT EXECUTE FUNCTION clavis_refuse_change();
REVOKE ALL ON FUNCTION clavis_refuse_removal() FROM PUBLIC;

-- The words of a text, lower case and without accents: the same for what is kept and for what is asked.
CREATE FUNCTION clavis_words(said text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (SELECT coalesce(array_agg(DISTINCT left(word, 64)), '{}') FROM unnest(regexp_split_to_array(
    regexp_replace(lower(normalize(left(said, 20000), NFKD) COLLATE "pg_c_utf8"), '[\u0300-\u036f]', '', 'g')
      COLLATE "pg_c_utf8", '[^[:alnum:]]+')) AS word WHERE word <> '');

CREATE FUNCTION clavis_json_text(value jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (SELECT string_agg(found #>> '{}', ' ')
  FROM jsonb_path_query(value, '$.** ? (@.type() == "string" || @.type() == "number")') AS found);

-- Words, and what the filters ask for: those have a "=" in them, which no word has.
CREATE FUNCTION clavis_audit_words(entry audit_entries) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_to_tsvector(clavis_words(concat_ws(' ', entry.subject, entry.actor_name, entry.action,
    entry.correlation_id, clavis_json_text(entry.before), clavis_json_text(entry.after)))
  || array_remove(ARRAY[
    'action=' || entry.action, 'kind=' || entry.actor_kind, 'actor=' || entry.actor_id,
    'correlation=' || left(entry.correlation_id, 100), 'subject=' || left(entry.subject, 200),
    'part=' || coalesce(substring(entry.subject FROM '^(aep|cja)(?:/|$)'), entry.after ->> 'part', entry.before ->> 'part')
  ], NULL));

CREATE FUNCTION clavis_audit_query(said text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (SELECT string_agg(CASE WHEN length(word) > 1 THEN word || ':*' ELSE word END, ' & ')::tsquery
  FROM unnest(clavis_words(said)) AS word);

-- A policy keeps an index on words from being used, as its operators may tell what they see. So the words are a table
-- that the application cannot reach, read by one function that keeps to the scope itself and gives ids alone: the
-- entries behind them are read through their policy again.
CREATE FUNCTION clavis_keep_words() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO audit_words (entry_id, chain, at, words) VALUES (NEW.id,
    coalesce(NEW.organisation_id, '00000000-0000-0000-0000-000000000000'), NEW.at, clavis_audit_words(NEW));
  RETURN NULL;
END
$$;
CREATE TRIGGER audit_entries_found_by_words AFTER INSERT ON "audit_entries"
  FOR EACH ROW EXECUTE FUNCTION clavis_keep_words();

CREATE FUNCTION clavis_find_audit(chains uuid[], terms text, said text, since timestamptz, until timestamptz,
  before_at timestamptz, before_id uuid, most int) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 60 SET search_path = public, pg_temp AS $$
DECLARE
  wanted tsquery := nullif(terms, '')::tsquery;
  words tsquery := clavis_audit_query(said);
  seen uuid[] := chains;
BEGIN
  IF NOT clavis_sees_all() THEN
    SELECT coalesce(array_agg(id), '{}') INTO seen FROM unnest(clavis_organisations()) AS id
      WHERE chains IS NULL OR id = ANY (chains);
  END IF;
  wanted := CASE WHEN wanted IS NULL THEN words WHEN words IS NULL THEN wanted ELSE wanted && words END;
  -- Planned anew for what is asked: how rare a word is decides how it is looked for.
  RETURN QUERY EXECUTE 'SELECT w.entry_id FROM audit_words w WHERE true'
    || CASE WHEN wanted IS NOT NULL THEN ' AND w.words @@ $1' ELSE '' END
    || CASE WHEN seen IS NULL THEN '' WHEN cardinality(seen) = 1 THEN ' AND w.chain = $2[1]' ELSE ' AND w.chain = ANY ($2)' END
    || CASE WHEN since IS NOT NULL THEN ' AND w.at >= $3' ELSE '' END
    || CASE WHEN until IS NOT NULL THEN ' AND w.at < $4' ELSE '' END
    || CASE WHEN before_id IS NOT NULL THEN ' AND (w.at, w.entry_id) < ($5, $6)' ELSE '' END
    || ' ORDER BY w.at DESC, w.entry_id DESC LIMIT $7'
    USING wanted, seen, since, until, before_at, before_id, most;
END
$$;
REVOKE ALL ON FUNCTION clavis_keep_words() FROM PUBLIC;
REVOKE ALL ON FUNCTION clavis_find_audit(uuid[], text, text, timestamptz, timestamptz, timestamptz, uuid, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION clavis_find_audit(uuid[], text, text, timestamptz, timestamptz, timestamptz, uuid, int) TO clavis_app;
ALTER TABLE "audit_words" ALTER COLUMN words SET STATISTICS 400;

-- The end of a chain as it was left, and as its entries say; locked until the transaction ends. In one function,
-- because the look must come after the lock.
DROP FUNCTION clavis_audit_head(uuid);
CREATE FUNCTION clavis_audit_head(organisation uuid)
RETURNS TABLE (sequence bigint, hash text, adopted bigint, mac_key_id text, mac text, last_sequence bigint, last_hash text)
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('clavis.audit:' || coalesce(organisation::text, ''), 0));
  IF organisation IS NULL THEN
    RETURN QUERY SELECT c.sequence, c.hash, c.adopted_sequence, c.mac_key_id, c.mac, e.sequence, e.hash
      FROM (SELECT 1) one
      LEFT JOIN audit_chains c ON c.organisation_id IS NULL
      LEFT JOIN LATERAL (SELECT a.sequence, a.hash FROM audit_entries a WHERE a.organisation_id IS NULL
        ORDER BY a.sequence DESC LIMIT 1) e ON true;
  ELSE
    RETURN QUERY SELECT c.sequence, c.hash, c.adopted_sequence, c.mac_key_id, c.mac, e.sequence, e.hash
      FROM (SELECT 1) one
      LEFT JOIN audit_chains c ON c.organisation_id = organisation
      LEFT JOIN LATERAL (SELECT a.sequence, a.hash FROM audit_entries a WHERE a.organisation_id = organisation
        ORDER BY a.sequence DESC LIMIT 1) e ON true;
  END IF;
END
$$;

-- What there is already: findable, and each chain with its end. No mac yet: the next entry writes it.
SELECT set_config('clavis.organisations', '*', true);
INSERT INTO audit_words (entry_id, chain, at, words)
  SELECT e.id, coalesce(e.organisation_id, '00000000-0000-0000-0000-000000000000'), e.at, clavis_audit_words(e)
  FROM audit_entries e;
INSERT INTO audit_chains (id, organisation_id, sequence, hash, adopted_sequence, mac_key_id, mac)
  SELECT gen_random_uuid(), e.organisation_id, e.sequence, e.hash, e.sequence, '', '' FROM audit_entries e
  WHERE NOT EXISTS (SELECT FROM audit_entries later WHERE later.organisation_id IS NOT DISTINCT FROM e.organisation_id
    AND later.sequence > e.sequence);
