-- What the schema files cannot say: uniqueness over null, checks, who may see which row, who may do what.
-- The application's role owns nothing here and cannot bypass a policy. Policies are forced, so that the
-- owner is bound by them too: a migration that touches rows first sets clavis.organisations to '*'.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'clavis_app') THEN
    CREATE ROLE clavis_app NOLOGIN NOSUPERUSER NOBYPASSRLS;
  END IF;
END
$$;

-- One row for "no organisation" as well.
DROP INDEX "memberships_user_id_organisation_id_key";
CREATE UNIQUE INDEX "memberships_user_id_organisation_id_key" ON "memberships" ("user_id", "organisation_id") NULLS NOT DISTINCT;
DROP INDEX "secrets_organisation_id_kind_key";
CREATE UNIQUE INDEX "secrets_organisation_id_kind_key" ON "secrets" ("organisation_id", "kind") NULLS NOT DISTINCT;
DROP INDEX "audit_entries_organisation_id_sequence_key";
CREATE UNIQUE INDEX "audit_entries_organisation_id_sequence_key" ON "audit_entries" ("organisation_id", "sequence") NULLS NOT DISTINCT;

ALTER TABLE "organisations"
  ADD CONSTRAINT "organisations_ims_org_id_form" CHECK (ims_org_id ~ '^[0-9A-F]{24}@AdobeOrg$'),
  ADD CONSTRAINT "organisations_region_form" CHECK (region ~ '^[a-z]{2,3}[0-9]$'),
  ADD CONSTRAINT "organisations_name_given" CHECK (length(btrim(name)) BETWEEN 1 AND 200),
  ADD CONSTRAINT "organisations_revision_counts" CHECK (revision >= 1);
ALTER TABLE "setups"
  ADD CONSTRAINT "setups_choices_object" CHECK (jsonb_typeof(choices) = 'object'),
  ADD CONSTRAINT "setups_revision_counts" CHECK (revision >= 1);
ALTER TABLE "attempts"
  ADD CONSTRAINT "attempts_end_known" CHECK ((status = 'running') = (ended_at IS NULL)),
  ADD CONSTRAINT "attempts_outcome_known" CHECK (status IN ('running', 'interrupted') OR outcome IS NOT NULL);
ALTER TABLE "observations"
  ADD CONSTRAINT "observations_times_ordered" CHECK (first_observed_at <= last_observed_at);
ALTER TABLE "statements"
  ADD CONSTRAINT "statements_withdrawn_later" CHECK (withdrawn_at >= stated_at);
ALTER TABLE "audit_entries"
  ADD CONSTRAINT "audit_entries_sequence_counts" CHECK (sequence >= 1),
  ADD CONSTRAINT "audit_entries_hash_form" CHECK (hash ~ '^[0-9a-f]{64}$' AND previous_hash ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT "audit_entries_system_is_nobody" CHECK (actor_kind = 'user' OR actor_id IS NULL);
ALTER TABLE "sessions"
  ADD CONSTRAINT "sessions_id_hashed" CHECK (id ~ '^[0-9a-f]{64}$');

-- clavis.organisations: '*', or ids with commas; nothing set means nothing seen. A row without an
-- organisation belongs to '*' alone. Policies call these two inside a SELECT, so that they run once for a
-- query and not once for a row.
CREATE FUNCTION clavis_sees_all() RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(current_setting('clavis.organisations', true) = '*', false);

CREATE FUNCTION clavis_organisations() RETURNS uuid[]
LANGUAGE sql STABLE PARALLEL SAFE
RETURN string_to_array(nullif(nullif(current_setting('clavis.organisations', true), ''), '*'), ',')::uuid[];

CREATE FUNCTION clavis_user() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(current_setting('clavis.user', true), '')::uuid;

ALTER TABLE "organisations" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY in_scope ON "organisations"
  USING ((SELECT clavis_sees_all()) OR id = ANY ((SELECT clavis_organisations())::uuid[]));

ALTER TABLE "memberships" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY in_scope ON "memberships"
  USING ((SELECT clavis_sees_all()) OR organisation_id = ANY ((SELECT clavis_organisations())::uuid[]));
CREATE POLICY own ON "memberships" FOR SELECT USING (user_id = (SELECT clavis_user()));

ALTER TABLE "setups" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY in_scope ON "setups"
  USING ((SELECT clavis_sees_all()) OR organisation_id = ANY ((SELECT clavis_organisations())::uuid[]));
ALTER TABLE "attempts" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY in_scope ON "attempts"
  USING ((SELECT clavis_sees_all()) OR organisation_id = ANY ((SELECT clavis_organisations())::uuid[]));
ALTER TABLE "runs" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY in_scope ON "runs"
  USING ((SELECT clavis_sees_all()) OR organisation_id = ANY ((SELECT clavis_organisations())::uuid[]));
ALTER TABLE "observations" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY in_scope ON "observations"
  USING ((SELECT clavis_sees_all()) OR organisation_id = ANY ((SELECT clavis_organisations())::uuid[]));
ALTER TABLE "statements" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY in_scope ON "statements"
  USING ((SELECT clavis_sees_all()) OR organisation_id = ANY ((SELECT clavis_organisations())::uuid[]));
ALTER TABLE "audit_entries" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY in_scope ON "audit_entries"
  USING ((SELECT clavis_sees_all()) OR organisation_id = ANY ((SELECT clavis_organisations())::uuid[]));
ALTER TABLE "secrets" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY in_scope ON "secrets"
  USING ((SELECT clavis_sees_all()) OR organisation_id = ANY ((SELECT clavis_organisations())::uuid[]));

-- A person's tokens are that person's, whatever the scope.
ALTER TABLE "token_caches" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON "token_caches" USING (user_id = (SELECT clavis_user()));

CREATE FUNCTION clavis_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit entries are never changed' USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER audit_entries_never_changed BEFORE UPDATE OR DELETE ON "audit_entries"
  FOR EACH ROW EXECUTE FUNCTION clavis_refuse_change();
CREATE TRIGGER audit_entries_never_emptied BEFORE TRUNCATE ON "audit_entries"
  FOR EACH STATEMENT EXECUTE FUNCTION clavis_refuse_change();

-- The end of a chain, locked until the transaction ends. In one function, because the look must
-- come after the lock: a statement of its own would still see what was there before it waited.
CREATE FUNCTION clavis_audit_head(organisation uuid) RETURNS TABLE (sequence bigint, hash text)
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('clavis.audit:' || coalesce(organisation::text, ''), 0));
  IF organisation IS NULL THEN
    RETURN QUERY SELECT e.sequence, e.hash FROM audit_entries e
      WHERE e.organisation_id IS NULL ORDER BY e.sequence DESC LIMIT 1;
  ELSE
    RETURN QUERY SELECT e.sequence, e.hash FROM audit_entries e
      WHERE e.organisation_id = organisation ORDER BY e.sequence DESC LIMIT 1;
  END IF;
END
$$;

-- A request's session, person and memberships in one round trip; null when there is no such live session.
-- Marks the session as seen when it was last seen before touch_before.
CREATE FUNCTION clavis_open_session(session_id text, at timestamptz, idle_since timestamptz, touch_before timestamptz)
RETURNS jsonb LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  found_session sessions%ROWTYPE;
BEGIN
  SELECT * INTO found_session FROM sessions s
    WHERE s.id = session_id AND s.ended_at IS NULL AND s.expires_at > at AND s.last_seen_at > idle_since;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  IF found_session.last_seen_at < touch_before THEN
    UPDATE sessions s SET last_seen_at = at WHERE s.id = session_id AND s.last_seen_at < at;
  END IF;
  PERFORM set_config('clavis.user', found_session.user_id::text, true);
  RETURN jsonb_build_object(
    'session', (SELECT jsonb_build_object('id', s.id, 'userId', s.user_id, 'createdAt', s.created_at,
        'lastSeenAt', s.last_seen_at, 'expiresAt', s.expires_at)
      FROM sessions s WHERE s.id = session_id),
    'user', (SELECT jsonb_build_object('id', u.id, 'entraTenantId', u.entra_tenant_id,
        'entraObjectId', u.entra_object_id, 'upn', u.upn, 'displayName', u.display_name, 'appRoles', u.app_roles,
        'locale', u.locale, 'theme', u.theme, 'createdAt', u.created_at, 'lastSignInAt', u.last_sign_in_at)
      FROM users u WHERE u.id = found_session.user_id),
    'memberships', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'userId', m.user_id,
        'organisationId', m.organisation_id, 'role', m.role) ORDER BY m.id), '[]')
      FROM memberships m WHERE m.user_id = found_session.user_id));
END
$$;

-- Least privilege, table by table: a new table is out of reach until a migration says otherwise.
GRANT USAGE ON SCHEMA public TO clavis_app;
GRANT SELECT, INSERT, UPDATE ON "organisations", "users", "setups", "runs" TO clavis_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "memberships", "secrets", "token_caches", "sessions", "sign_in_flows" TO clavis_app;
GRANT SELECT, INSERT, UPDATE (status, plan, heartbeat_at, ended_at, outcome) ON "attempts" TO clavis_app;
GRANT SELECT, INSERT, UPDATE (last_observed_at, newest) ON "observations" TO clavis_app;
GRANT SELECT, INSERT, UPDATE (withdrawn_at) ON "statements" TO clavis_app;
GRANT SELECT, INSERT ON "audit_entries" TO clavis_app;
GRANT SELECT, INSERT, UPDATE ON "heartbeats" TO clavis_app;
REVOKE ALL ON FUNCTION clavis_refuse_change() FROM PUBLIC;

-- The job queue makes and owns its tables in a schema of its own.
CREATE SCHEMA pgboss;
GRANT USAGE, CREATE ON SCHEMA pgboss TO clavis_app;
