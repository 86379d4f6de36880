-- AlterTable
ALTER TABLE "invitations" ALTER COLUMN "organisation_id" DROP NOT NULL;

-- One open invitation of a person to all organisations; such a row is in the scope of those who see all alone.
CREATE UNIQUE INDEX "invitations_one_open_everywhere" ON "invitations"("entra_tenant_id", "upn")
  WHERE organisation_id IS NULL AND accepted_at IS NULL AND withdrawn_at IS NULL;

-- In PL/pgSQL the plan is kept for the session: in SQL it was made anew for each value that is indexed, at milliseconds each.
CREATE OR REPLACE FUNCTION clavis_search_rows(kind text, value text) RETURNS TABLE (key text, weight int)
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
#variable_conflict use_column
DECLARE
  folded text := left(clavis_fold(value), 80);
  raw text := left(lower(btrim(value)), 120);
BEGIN
  RETURN QUERY
  SELECT raw, 0 WHERE raw <> ''
  UNION ALL SELECT folded, 0 WHERE folded <> ''
  -- A number is also found without its dashes.
  UNION ALL SELECT replace(folded, ' ', ''), 1
    WHERE clavis_search_rows.kind IN ('reference', 'tenant', 'subscription', 'application', 'principal') AND folded <> ''
  UNION ALL SELECT word, 1 FROM regexp_split_to_table(folded, ' ') word
    WHERE clavis_search_rows.kind = 'reference' AND word ~ '[0-9]{3}'
  -- From the start of every word, and for names from every letter on.
  UNION ALL SELECT substr(folded, i), CASE WHEN substr(folded, i - 1, 1) = ' ' THEN 1 ELSE 3 END
    FROM generate_series(2, length(folded) - 1) i
    WHERE substr(folded, i, 1) <> ' '
      AND (substr(folded, i - 1, 1) = ' ' OR (clavis_search_rows.kind = 'name' AND length(folded) - i >= 2))
      AND clavis_search_rows.kind IN ('name', 'vault', 'keyName', 'configuration')
  UNION ALL SELECT '~' || spelling, 4
    FROM regexp_split_to_table(folded, ' ') word, clavis_spellings(left(word, 24)) spelling
    WHERE clavis_search_rows.kind = 'name' AND length(word) >= 4;
END
$$;
