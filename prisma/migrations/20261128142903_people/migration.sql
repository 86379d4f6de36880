-- AlterTable
ALTER TABLE "users" ADD COLUMN     "time_zone" TEXT;

-- CreateTable
CREATE TABLE "invitations" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "entra_tenant_id" UUID NOT NULL,
    "upn" TEXT NOT NULL,
    "role" "membership_role" NOT NULL,
    "created_by" UUID NOT NULL,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_tokens" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "permissions" TEXT[],
    "organisations" UUID[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_tokens_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "invitations_entra_tenant_id_upn_idx" ON "invitations"("entra_tenant_id", "upn");

-- CreateIndex
CREATE UNIQUE INDEX "invitations_one_open" ON "invitations"("organisation_id", "entra_tenant_id", "upn") WHERE (accepted_at IS NULL AND withdrawn_at IS NULL);

-- CreateIndex
CREATE UNIQUE INDEX "api_tokens_token_hash_key" ON "api_tokens"("token_hash");

-- CreateIndex
CREATE INDEX "api_tokens_user_id_idx" ON "api_tokens"("user_id");

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the schema files cannot say.
ALTER TABLE "users" ADD CONSTRAINT "users_time_zone_bounded" CHECK (length(time_zone) <= 64);
ALTER TABLE "invitations"
  ADD CONSTRAINT "invitations_upn_folded" CHECK (upn = lower(upn) AND length(upn) <= 320),
  ADD CONSTRAINT "invitations_end" CHECK (expires_at > created_at);
ALTER TABLE "api_tokens"
  ADD CONSTRAINT "api_tokens_hashed" CHECK (token_hash ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT "api_tokens_end" CHECK (expires_at > created_at AND expires_at <= created_at + interval '366 days');

ALTER TABLE "invitations" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY in_scope ON "invitations"
  USING ((SELECT clavis_sees_all()) OR organisation_id = ANY ((SELECT clavis_organisations())::uuid[]));
ALTER TABLE "api_tokens" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON "api_tokens" USING (user_id = (SELECT clavis_user()));
GRANT SELECT, INSERT, UPDATE (accepted_at, withdrawn_at) ON "invitations" TO clavis_app;
GRANT SELECT, INSERT, UPDATE (last_used_at, revoked_at) ON "api_tokens" TO clavis_app;

-- A person with their memberships, as gates judge them. Sees for the rest of the transaction what that person may
-- see of their own.
CREATE FUNCTION clavis_person(person uuid) RETURNS jsonb LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM set_config('clavis.user', person::text, true);
  RETURN jsonb_build_object(
    'user', (SELECT jsonb_build_object('id', u.id, 'entraTenantId', u.entra_tenant_id,
        'entraObjectId', u.entra_object_id, 'upn', u.upn, 'displayName', u.display_name, 'appRoles', u.app_roles,
        'locale', u.locale, 'theme', u.theme, 'timeZone', u.time_zone, 'createdAt', u.created_at,
        'lastSignInAt', u.last_sign_in_at)
      FROM users u WHERE u.id = person),
    'memberships', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'userId', m.user_id,
        'organisationId', m.organisation_id, 'role', m.role) ORDER BY m.id), '[]')
      FROM memberships m WHERE m.user_id = person));
END
$$;

CREATE OR REPLACE FUNCTION clavis_open_session(session_id text, at timestamptz, idle_since timestamptz, touch_before timestamptz)
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
  RETURN clavis_person(found_session.user_id) || jsonb_build_object(
    'session', (SELECT jsonb_build_object('id', s.id, 'userId', s.user_id, 'createdAt', s.created_at,
        'lastSeenAt', s.last_seen_at, 'expiresAt', s.expires_at)
      FROM sessions s WHERE s.id = session_id));
END
$$;

-- Whose token this is. The policy of the table lets nobody find that out but who knows the hash, and the person.
CREATE POLICY by_hash ON "api_tokens" FOR SELECT
  USING (token_hash = (SELECT nullif(current_setting('clavis.token', true), '')));

-- The token with this hash while it is good, with its person; null otherwise. signed_in_since: a person who has not
-- signed in since then may have left, and their tokens rest until they do.
CREATE FUNCTION clavis_open_token(hash text, at timestamptz, signed_in_since timestamptz, touch_before timestamptz)
RETURNS jsonb LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  found_token api_tokens%ROWTYPE;
  person jsonb;
BEGIN
  PERFORM set_config('clavis.token', hash, true);
  SELECT * INTO found_token FROM api_tokens t
    WHERE t.token_hash = hash AND t.revoked_at IS NULL AND t.expires_at > at;
  PERFORM set_config('clavis.token', '', true);
  IF NOT FOUND OR NOT EXISTS (SELECT FROM users u
      WHERE u.id = found_token.user_id AND u.last_sign_in_at > signed_in_since) THEN
    RETURN NULL;
  END IF;
  person := clavis_person(found_token.user_id);
  IF found_token.last_used_at IS NULL OR found_token.last_used_at < touch_before THEN
    UPDATE api_tokens t SET last_used_at = at WHERE t.id = found_token.id;
  END IF;
  RETURN person || jsonb_build_object('token', jsonb_build_object('id', found_token.id, 'name', found_token.name,
    'permissions', found_token.permissions, 'organisations', found_token.organisations));
END
$$;

-- Everybody who may see an organisation: its own members, and those bound to all organisations. Only for a caller in
-- whose scope it is.
CREATE FUNCTION clavis_members(organisation uuid, at timestamptz) RETURNS TABLE (
  user_id uuid, entra_tenant_id uuid, upn text, display_name text, app_roles text[], role membership_role,
  everywhere boolean, last_sign_in_at timestamptz, sessions bigint)
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  asked text := coalesce(current_setting('clavis.organisations', true), '');
BEGIN
  IF NOT clavis_sees_all() AND NOT organisation = ANY (coalesce(clavis_organisations(), '{}')) THEN
    RETURN;
  END IF;
  PERFORM set_config('clavis.organisations', '*', true);
  RETURN QUERY SELECT u.id, u.entra_tenant_id, u.upn, u.display_name, u.app_roles, m.role, m.organisation_id IS NULL,
      u.last_sign_in_at, (SELECT count(*) FROM sessions s
        WHERE s.user_id = u.id AND s.ended_at IS NULL AND s.expires_at > at)
    FROM memberships m JOIN users u ON u.id = m.user_id
    WHERE m.organisation_id = organisation OR m.organisation_id IS NULL
    ORDER BY u.display_name, u.id, m.organisation_id NULLS LAST;
  PERFORM set_config('clavis.organisations', asked, true);
END
$$;
