-- One page of the audit log in one round trip: takes the scope as a transaction would have it, for this statement's own
-- transaction, and reads under the policies. Not the owner's rights: what a policy hides stays hidden.
CREATE FUNCTION clavis_list_audit(scope text, person text, one_chain boolean, chain uuid, terms text, said text,
  since timestamptz, until timestamptz, before_at timestamptz, before_id uuid, most int)
RETURNS TABLE (id uuid, organisation_id uuid, sequence bigint, at timestamptz, actor_kind text, actor_id uuid,
  actor_name text, action text, subject text, before jsonb, after jsonb, correlation_id text, previous_hash text,
  hash text, organisation_name text)
LANGUAGE plpgsql VOLATILE ROWS 60 AS $$
DECLARE
  source text;
  condition text := CASE WHEN since IS NOT NULL THEN ' AND e.at >= $1' ELSE '' END
    || CASE WHEN until IS NOT NULL THEN ' AND e.at < $2' ELSE '' END
    || CASE WHEN before_id IS NOT NULL THEN ' AND (e.at, e.id) < ($3, $4)' ELSE '' END;
  newest text := ' ORDER BY e.at DESC, e.id DESC LIMIT $5';
BEGIN
  PERFORM set_config('clavis.organisations', scope, true), set_config('clavis.user', person, true);
  IF terms <> '' OR said <> '' THEN
    source := 'clavis_find_audit(CASE WHEN $6 THEN ARRAY[coalesce($7, ''00000000-0000-0000-0000-000000000000'')] END,
      $8, $9, $1, $2, $3, $4, $5) AS found(id) JOIN audit_entries e ON e.id = found.id';
  ELSIF one_chain THEN
    source := '(SELECT * FROM audit_entries e WHERE e.organisation_id '
      || CASE WHEN chain IS NULL THEN 'IS NULL' ELSE '= $7' END || condition || newest || ') e';
  ELSIF scope = '*' THEN
    source := '(SELECT * FROM audit_entries e WHERE true' || condition || newest || ') e';
  ELSE
    -- The newest of each organisation by its own index: a narrow scope does not walk past everybody's entries.
    source := 'unnest(clavis_organisations()) AS own(id) CROSS JOIN LATERAL (SELECT * FROM audit_entries e
      WHERE e.organisation_id = own.id' || condition || newest || ') e';
  END IF;
  RETURN QUERY EXECUTE 'SELECT e.id, e.organisation_id, e.sequence, e.at, e.actor_kind::text, e.actor_id, e.actor_name,
      e.action, e.subject, e.before, e.after, e.correlation_id, e.previous_hash, e.hash, o.name
    FROM ' || source || ' LEFT JOIN organisations o ON o.id = e.organisation_id' || newest
    USING since, until, before_at, before_id, most, one_chain, chain, terms, said;
END
$$;
