-- What the administrator and the auditor look at: the audit trail by who, for
-- whom, what and when, over years; when its chain was last gone through; and what
-- the retention timers did.

-- Each index ends in the order in which a page lists.
DROP INDEX audit_at;
CREATE INDEX audit_at ON audit (county, at, id);
CREATE INDEX audit_action ON audit (county, action, at, id);
CREATE INDEX audit_actor ON audit (county, actor, at, id);
CREATE INDEX audit_organisation ON audit (county, organisation, role, at, id) WHERE organisation IS NOT NULL;

-- A look at a county's whole chain: how far it went, and what was wrong.
CREATE TABLE audit_check (
  county     text        NOT NULL CHECK (county ~ '^[0-9]{6}$'),
  id         bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
  checked_at timestamptz NOT NULL,
  linked     bigint      NOT NULL, -- links that were gone through
  entry      bigint      NOT NULL, -- the last entry of them, 0: there was none
  pending    bigint      NOT NULL, -- entries that waited to be linked
  faults     integer     NOT NULL CHECK (faults >= 0),
  said       text        NOT NULL DEFAULT '', -- the first fault, in words
  PRIMARY KEY (county, id)
);

ALTER TABLE audit_check ENABLE ROW LEVEL SECURITY;
CREATE POLICY sees ON audit_check FOR SELECT TO laowu_service USING (
  county = (SELECT access.county()) AND (SELECT access.role() IN ('admin', 'auditor')));
CREATE POLICY enters ON audit_check FOR INSERT TO laowu_service WITH CHECK (
  county = (SELECT access.county()) AND (SELECT access.role() = 'admin'));

-- One run of the retention timers: what was done, or only counted. Counts alone.
CREATE TABLE retention_run (
  county    text        NOT NULL CHECK (county ~ '^[0-9]{6}$'),
  id        bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
  run_at    timestamptz NOT NULL,
  done      boolean     NOT NULL, -- false: it was only counted
  by        text        NOT NULL, -- the account, the operating system's user, or the service
  announced integer     NOT NULL,
  kept      integer     NOT NULL,
  erased    integer     NOT NULL,
  files     integer     NOT NULL, -- imports whose files went
  exports   integer     NOT NULL,
  questions integer     NOT NULL,
  PRIMARY KEY (county, id)
);

ALTER TABLE retention_run ENABLE ROW LEVEL SECURITY;
CREATE POLICY sees ON retention_run FOR SELECT TO laowu_service USING (
  county = (SELECT access.county()) AND (SELECT access.role() IN ('admin', 'auditor', 'county')));
CREATE POLICY enters ON retention_run FOR INSERT TO laowu_service WITH CHECK (
  county = (SELECT access.county()) AND (SELECT access.role() IN ('admin', 'county')));

-- class_work is what came of a trainer's own classes, as of a day, in counts: of
-- those who completed one, whose work began on or after its last day, of these
-- whose began 90 days before the day or earlier, and who stayed for so long. A
-- trainer sees no work, and learns nothing of anybody: a class that fewer
-- completed than figures are shown of (ranking_rule) is left out. Of one class, or
-- of all where of_class is 0.
CREATE FUNCTION access.class_work(as_of date, of_class bigint) RETURNS TABLE (class bigint, placed bigint, ripe bigint, stayed bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.id, count(w.started), count(*) FILTER (WHERE w.started + 90 <= as_of),
         count(*) FILTER (WHERE w.started + 90 <= as_of AND (w.ended IS NULL OR w.ended >= w.started + 90))
  FROM public.class c
  JOIN public.enrolment e ON e.county = c.county AND e.class = c.id AND NOT e.dropped AND e.result IN ('excellent', 'good', 'passed')
  LEFT JOIN LATERAL (
    SELECT p.started, p.ended FROM public.placement p
    WHERE p.county = c.county AND p.person = e.person AND p.started >= c.ends AND p.started <= as_of AND p.channel <> 'forestry'
    ORDER BY p.started, p.id LIMIT 1) w ON true
  WHERE access.role() = 'trainer' AND c.county = access.county() AND c.id IN (SELECT access.classes()) AND of_class IN (0, c.id) AND c.ends <= as_of
  GROUP BY c.id
  HAVING count(*) >= (SELECT r.least FROM public.ranking_rule r WHERE r.valid_from <= as_of ORDER BY r.valid_from DESC LIMIT 1)
$$;

REVOKE ALL ON FUNCTION access.class_work FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.class_work TO laowu_service;
