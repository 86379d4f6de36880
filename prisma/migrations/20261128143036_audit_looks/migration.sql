-- Entries that searching would not find, or would find by other words than theirs: for whoever verifies a chain.
CREATE FUNCTION clavis_unsearchable(organisation uuid, since bigint, until bigint) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER ROWS 5 SET search_path = public, pg_temp AS $$
  SELECT e.sequence FROM audit_entries e LEFT JOIN audit_words w ON w.entry_id = e.id
  WHERE e.organisation_id IS NOT DISTINCT FROM organisation AND e.sequence BETWEEN since AND until
    AND (w.entry_id IS NULL OR w.at <> e.at OR w.words <> clavis_audit_words(e))
  ORDER BY e.sequence LIMIT 20
$$;
REVOKE ALL ON FUNCTION clavis_unsearchable(uuid, bigint, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION clavis_unsearchable(uuid, bigint, bigint) TO clavis_app;
