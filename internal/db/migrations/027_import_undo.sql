-- An import taken back, by what 026_import_written.sql keeps of it.

-- named_by are the columns of other tables that name rows of one: its foreign
-- keys, whichever there are, and the columns that hold a village's code without.
-- What imports keep names nothing of itself.
CREATE FUNCTION access.named_by(of_noun text) RETURNS TABLE (tab text, has_id boolean, has_person boolean, on_rows text, part boolean)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT q.relname::text, q.has_id, q.has_person, q.on_rows, q.part FROM (
    SELECT c.oid, c.relname, k.confdeltype = 'c' AS part,
      (SELECT string_agg(format('r.%I = t.%I', a.attname, b.attname), ' AND ') FROM unnest(k.conkey, k.confkey) AS u (own, other)
       JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.own JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = u.other) AS on_rows
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
    WHERE k.contype = 'f' AND k.confrelid = ('public.' || quote_ident(of_noun))::regclass AND c.relnamespace = 'public'::regnamespace AND c.relname !~ '^import'
    UNION ALL
    SELECT c.oid, c.relname, false, format('r.%I = t.code', a.attname) FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE of_noun = 'area' AND c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attname IN ('village', 'place') AND a.atttypid = 'text'::regtype
      AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.contype = 'f' AND k.conrelid = c.oid AND k.conkey = ARRAY[a.attnum])) o (oid, relname, part, on_rows),
  LATERAL (SELECT o.relname, o.on_rows, o.part,
    EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = o.oid AND a.attname = 'id') AS has_id,
    EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = o.oid AND a.attname = 'person') AS has_person) q
$$;

-- undoing lists what taking an import back touches, in the owner's temporary
-- table of that name: each row, by which transaction it stands now (null: gone),
-- and whether it stays, since the record of somebody erased needs it.
CREATE FUNCTION access.undoing(of_import bigint) RETURNS xid
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c text := access.county();
  w public.import_written;
  s record;
  f record;
  n bigint;
  more boolean;
BEGIN
  SELECT * INTO w FROM public.import_written o WHERE o.county = c AND o.import = of_import AND o.undone IS NULL;
  IF w.import IS NULL OR NOT access.own_import(of_import) THEN
    RAISE EXCEPTION 'not this actor''s import' USING ERRCODE = 'insufficient_privilege';
  END IF;
  DROP TABLE IF EXISTS pg_temp.undoing;
  CREATE TEMP TABLE undoing (noun text, id bigint, made boolean, at xid, stays boolean) ON COMMIT DROP;
  FOR s IN SELECT k.noun, array_agg(k.id) AS changed FROM public.import_change k
    WHERE k.county = c AND k.import = of_import AND k.id IS NOT NULL GROUP BY k.noun LOOP
    EXECUTE format('INSERT INTO pg_temp.undoing SELECT %1$L, k, false, t.xmin, false FROM unnest($1) k LEFT JOIN public.%1$I t ON t.id = k %2$s',
      s.noun, CASE WHEN access.leads_county(s.noun) THEN 'AND t.county = $2' ELSE '' END) USING s.changed, c;
  END LOOP;
  FOR s IN SELECT k.noun, k.made FROM public.import_change k WHERE k.county = c AND k.import = of_import AND k.made IS NOT NULL LOOP
    EXECUTE format('INSERT INTO pg_temp.undoing SELECT %1$L, k, true, t.xmin, false FROM unnest($1) k LEFT JOIN public.%1$I t ON t.id = k %2$s',
      s.noun, CASE WHEN access.leads_county(s.noun) THEN 'AND t.county = $2' ELSE '' END) USING s.made, c;
  END LOOP;
  CREATE INDEX ON pg_temp.undoing (noun, id);
  ANALYZE pg_temp.undoing;
  -- What a later import changed and was taken back stands as before it.
  LOOP
    UPDATE pg_temp.undoing u SET at = k.before FROM public.import_change k JOIN public.import_written o USING (county, import)
    WHERE k.county = c AND o.undone::xid = u.at AND k.noun = u.noun AND k.id = u.id;
    EXIT WHEN NOT FOUND;
  END LOOP;
  -- What belongs to an erased person stays, and what that names.
  IF EXISTS (SELECT FROM public.person p WHERE p.county = c AND p.erased_on IS NOT NULL) THEN
    LOOP
      more := false;
      FOR s IN SELECT DISTINCT u.noun FROM pg_temp.undoing u WHERE u.made LOOP
        FOR f IN SELECT * FROM access.named_by(s.noun) b LOOP
          EXECUTE format('UPDATE pg_temp.undoing u SET stays = true FROM public.%1$I t JOIN public.%2$I r ON %3$s
              WHERE u.noun = %4$L AND u.made AND NOT u.stays AND t.id = u.id AND (%5$s)', s.noun, f.tab, f.on_rows, s.noun,
            CASE WHEN f.has_id THEN format('EXISTS (SELECT FROM pg_temp.undoing o WHERE o.noun = %L AND o.id = r.id AND o.stays)', f.tab) ELSE 'false' END
            || CASE WHEN f.tab = 'person' THEN ' OR r.erased_on IS NOT NULL'
               WHEN f.has_person THEN ' OR EXISTS (SELECT FROM public.person p WHERE p.county = r.county AND p.id = r.person AND p.erased_on IS NOT NULL)' ELSE '' END);
          GET DIAGNOSTICS n = ROW_COUNT;
          more := more OR n > 0;
          IF f.part AND f.has_id THEN
            EXECUTE format('UPDATE pg_temp.undoing u SET stays = true FROM public.%1$I t JOIN public.%2$I r ON %3$s JOIN pg_temp.undoing o ON o.noun = %4$L AND o.id = t.id AND o.stays
                WHERE u.noun = %5$L AND u.made AND NOT u.stays AND r.id = u.id', s.noun, f.tab, f.on_rows, s.noun, f.tab);
            GET DIAGNOSTICS n = ROW_COUNT;
            more := more OR n > 0;
          END IF;
        END LOOP;
      END LOOP;
      EXIT WHEN NOT more;
    END LOOP;
  END IF;
  RETURN w.xact::xid;
END $$;

-- resting is what rests on an import, out of the table undoing: rows that were
-- changed or dropped since (by which later import, null where by hand), and rows
-- that name what it made.
CREATE FUNCTION access.resting(wrote xid) RETURNS TABLE (code text, noun text, import bigint, n bigint)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  c text := access.county();
  s record;
  f record;
BEGIN
  RETURN QUERY SELECT CASE WHEN u.at IS NULL THEN 'gone' ELSE 'changed' END, u.noun, w.import, count(*)
    FROM pg_temp.undoing u LEFT JOIN public.import_written w ON w.county = c AND w.xact::xid = u.at
    WHERE u.at IS DISTINCT FROM wrote AND NOT u.stays GROUP BY 1, 2, 3;
  FOR s IN SELECT DISTINCT u.noun FROM pg_temp.undoing u WHERE u.made LOOP
    FOR f IN SELECT * FROM access.named_by(s.noun) b LOOP
      RETURN QUERY EXECUTE format('SELECT ''named'', %1$L, w.import, count(DISTINCT %2$s)
          FROM pg_temp.undoing u JOIN public.%3$I t ON t.id = u.id JOIN public.%4$I r ON %5$s
          LEFT JOIN public.import_written w ON w.county = $1 AND w.xact::xid = r.xmin
          WHERE u.noun = %6$L AND u.made AND NOT u.stays %7$s GROUP BY w.import',
        f.tab, CASE WHEN f.has_person THEN 'r.person' ELSE 'r.ctid' END, s.noun, f.tab, f.on_rows, s.noun,
        CASE WHEN f.has_id THEN format('AND NOT EXISTS (SELECT FROM pg_temp.undoing o WHERE o.noun = %L AND o.id = r.id)', f.tab) ELSE '' END) USING c;
    END LOOP;
  END LOOP;
END $$;

-- import_rests is what rests on an import, and what taking it back would do:
-- 'make' and 'change' count what it would remove and put back, 'stay' what it
-- would leave.
CREATE FUNCTION access.import_rests(of_import bigint) RETURNS TABLE (code text, noun text, import bigint, n bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  wrote xid := access.undoing(of_import);
BEGIN
  RETURN QUERY SELECT CASE WHEN u.stays THEN 'stay' WHEN u.made THEN 'make' ELSE 'change' END, u.noun, NULL::bigint, count(*)
    FROM pg_temp.undoing u GROUP BY 1, 2;
  RETURN QUERY SELECT r.code, r.noun, r.import, sum(r.n)::bigint FROM access.resting(wrote) r GROUP BY 1, 2, 3;
  DROP TABLE pg_temp.undoing;
END $$;

-- undo_import takes an import back: what it made is deleted, what it changed is
-- as the images of import_change say, which the caller opened. What names others
-- comes first; a table whose rows name each other is put back before it loses any.
CREATE FUNCTION access.undo_import(of_import bigint, positions integer[], images text[], who text, at timestamptz)
RETURNS TABLE (removed bigint, restored bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  c text := access.county();
  wrote xid := access.undoing(of_import);
  nouns text[];
  tab text;
  step text;
  n bigint;
BEGIN
  removed := 0;
  restored := 0;
  UPDATE public.import i SET state = 'undone', undone_at = at, undone_by = who WHERE i.county = c AND i.id = of_import AND i.state = 'done';
  IF NOT FOUND OR EXISTS (SELECT FROM access.resting(wrote)) THEN
    RAISE EXCEPTION 'something rests on the import' USING ERRCODE = 'LW001';
  END IF;
  CREATE TEMP TABLE restoring ON COMMIT DROP AS
  SELECT k.noun, k.id, a.image::jsonb AS image FROM unnest(positions, images) AS a (position, image)
  JOIN public.import_change k ON k.county = c AND k.import = of_import AND k.position = a.position AND k.digest = sha256(convert_to(a.image, 'UTF8'));
  IF (SELECT count(*) FROM pg_temp.restoring) <> (SELECT count(*) FROM pg_temp.undoing u WHERE NOT u.made) THEN
    RAISE EXCEPTION 'not what the import replaced' USING ERRCODE = 'LW001';
  END IF;
  SELECT array_agg(DISTINCT u.noun) INTO nouns FROM pg_temp.undoing u;
  WHILE cardinality(nouns) > 0 LOOP
    SELECT x INTO STRICT tab FROM unnest(nouns) x
    WHERE NOT EXISTS (SELECT FROM access.named_by(x) b WHERE b.tab = ANY (nouns) AND b.tab <> x) ORDER BY x LIMIT 1;
    FOREACH step IN ARRAY CASE WHEN EXISTS (SELECT FROM access.named_by(tab) b WHERE b.tab = tab) THEN '{restore,remove}'::text[] ELSE '{remove,restore}' END LOOP
      IF step = 'remove' THEN
        EXECUTE format('DELETE FROM public.%1$I t USING pg_temp.undoing u WHERE u.noun = %1$L AND u.made AND NOT u.stays AND t.id = u.id %2$s',
          tab, CASE WHEN access.leads_county(tab) THEN 'AND t.county = $1' ELSE '' END) USING c;
        GET DIAGNOSTICS n = ROW_COUNT;
        removed := removed + n;
      ELSE
        EXECUTE (SELECT format('UPDATE public.%1$I t SET %2$s FROM pg_temp.restoring r, LATERAL jsonb_populate_record(NULL::public.%1$I, r.image) v
            WHERE r.noun = %1$L AND t.id = r.id AND t.county = r.image ->> ''county''', tab, string_agg(format('%1$I = v.%1$I', a.attname), ', '))
          FROM pg_attribute a WHERE a.attrelid = ('public.' || quote_ident(tab))::regclass AND a.attnum > 0 AND NOT a.attisdropped
            AND a.attgenerated = '' AND a.attname NOT IN ('id', 'county'));
        GET DIAGNOSTICS n = ROW_COUNT;
        restored := restored + n;
      END IF;
    END LOOP;
    nouns := array_remove(nouns, tab);
  END LOOP;
  DELETE FROM public.import_change k WHERE k.county = c AND k.import = of_import AND k.made IS NOT NULL;
  UPDATE public.import_change k SET sealed = NULL, digest = NULL, whom = NULL WHERE k.county = c AND k.import = of_import;
  UPDATE public.import_written k SET undone = pg_current_xact_id() WHERE k.county = c AND k.import = of_import;
  DROP TABLE pg_temp.undoing, pg_temp.restoring;
  RETURN NEXT;
END $$;

-- forget_images takes out of import_change what speaks of an erased person: the
-- images, those of a record that is one with his too, and the numbers of rows
-- that are his.
CREATE FUNCTION access.forget_images(of_person bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c text := access.county();
  s record;
  own bigint[];
BEGIN
  IF NOT access.writes_county() THEN
    RAISE EXCEPTION 'not this actor''s to erase' USING ERRCODE = 'insufficient_privilege';
  END IF;
  DELETE FROM public.import_change k WHERE k.county = c AND (k.whom = of_person OR k.whom IN (
    SELECT g.gone FROM public.person_merge g WHERE g.county = c AND g.kept = of_person AND g.undone_at IS NULL));
  FOR s IN SELECT DISTINCT k.noun FROM public.import_change k WHERE k.county = c AND k.made IS NOT NULL LOOP
    own := CASE s.noun WHEN 'person' THEN ARRAY[of_person] END;
    IF EXISTS (SELECT FROM access.named_by('person') b WHERE b.tab = s.noun AND b.has_person) THEN
      EXECUTE format('SELECT array_agg(t.id) FROM public.%I t WHERE t.county = $1 AND t.person = $2', s.noun) INTO own USING c, of_person;
    END IF;
    UPDATE public.import_change k SET made = ARRAY (SELECT m FROM unnest(k.made) m WHERE m <> ALL (own))
    WHERE k.county = c AND k.noun = s.noun AND k.made && own;
  END LOOP;
END $$;

-- images_of are the imports that keep what they replaced of a person: for the
-- person himself, his association and the county.
CREATE FUNCTION access.images_of(of_person bigint) RETURNS TABLE (import bigint, written_at timestamptz, images bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT k.import, i.finished_at, count(*) FROM public.import_change k JOIN public.import i ON i.county = k.county AND i.id = k.import
  WHERE k.county = access.county() AND (k.whom = of_person OR k.whom IN (
      SELECT g.gone FROM public.person_merge g WHERE g.county = k.county AND g.kept = of_person AND g.undone_at IS NULL)) AND k.sealed IS NOT NULL AND i.finished_at IS NOT NULL
    AND (access.writes_county() OR access.role() IN ('worker', 'association') AND of_person IN (SELECT access.people()))
  GROUP BY k.import, i.finished_at ORDER BY k.import DESC
$$;

REVOKE ALL ON FUNCTION access.named_by, access.undoing, access.resting, access.import_rests, access.undo_import, access.forget_images,
  access.images_of FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.import_rests, access.undo_import, access.forget_images, access.images_of TO laowu_service;
