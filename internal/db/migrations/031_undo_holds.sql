-- Who takes an import back waits for those who change a row of it at that moment,
-- and then sees what they wrote; who comes later waits for him. Without that, what
-- is written between the look at what rests and the taking back would be lost, and
-- nobody told.

-- hold_import locks the rows that an import made or changed, as they stand now.
CREATE FUNCTION access.hold_import(of_import bigint) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c text := access.county();
  s record;
BEGIN
  FOR s IN SELECT k.noun, array_agg(r) AS rows FROM public.import_change k, LATERAL unnest(coalesce(k.made, ARRAY[k.id])) r
    WHERE k.county = c AND k.import = of_import GROUP BY k.noun ORDER BY k.noun LOOP
    EXECUTE format('SELECT FROM public.%1$I t WHERE t.id = ANY ($1) %2$s ORDER BY t.id FOR UPDATE',
      s.noun, CASE WHEN access.leads_county(s.noun) THEN 'AND t.county = $2' ELSE '' END) USING s.rows, c;
  END LOOP;
END $$;

ALTER FUNCTION access.undo_import RENAME TO undo_held_import;

CREATE FUNCTION access.undo_import(of_import bigint, positions integer[], images text[], who text, at timestamptz)
RETURNS TABLE (removed bigint, restored bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF access.own_import(of_import) THEN -- another's is refused below
    PERFORM access.hold_import(of_import);
  END IF;
  RETURN QUERY SELECT u.removed, u.restored FROM access.undo_held_import(of_import, positions, images, who, at) u;
END $$;

REVOKE ALL ON FUNCTION access.hold_import, access.undo_import FROM PUBLIC;
REVOKE ALL ON FUNCTION access.undo_held_import FROM laowu_service;
GRANT EXECUTE ON FUNCTION access.undo_import TO laowu_service;
