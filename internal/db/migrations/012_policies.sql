-- Row security. A table is closed but for what a policy opens; a policy that
-- names no role opens nothing to who stated none. Conditions in brackets with
-- SELECT are asked once a statement, not once a row. A change must pass what
-- reading must pass and what changing must; where both say the same in the same
-- words, PostgreSQL makes its list of people once, and who may change at all is
-- said by a restrictive policy beside them.

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY '{association,association_village,household,household_kind,person,membership,enterprise,agreement,opening,placement,
    import,import_file,import_part,office,login,account,session,attempt,claim_code,audit,audit_pending,audit_link,consent,request}'::text[] LOOP
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', t);
  END LOOP;
END $$;

-- People and where they belong.
CREATE POLICY sees ON person FOR SELECT TO laowu_service USING (
  county = (SELECT access.county()) AND ((SELECT access.sees_county()) OR id IN (SELECT access.people())));
CREATE POLICY enters ON person FOR INSERT TO laowu_service WITH CHECK (
  county = (SELECT access.county()) AND (SELECT access.role() IN ('county', 'admin', 'township', 'association')));
CREATE POLICY changes ON person FOR UPDATE TO laowu_service USING (
  county = (SELECT access.county()) AND ((SELECT access.sees_county()) OR id IN (SELECT access.people())))
  WITH CHECK (county = (SELECT access.county()));
CREATE POLICY keeps ON person AS RESTRICTIVE FOR UPDATE TO laowu_service USING ((SELECT access.writes_people()));

CREATE POLICY sees ON membership FOR SELECT TO laowu_service USING (
  county = (SELECT access.county()) AND ((SELECT access.sees_county())
    OR association IN (SELECT access.associations()) OR person IN (SELECT access.people())));
CREATE POLICY enters ON membership FOR INSERT TO laowu_service WITH CHECK (
  county = (SELECT access.county()) AND ((SELECT access.writes_county()) OR association IN (SELECT access.associations())));
CREATE POLICY changes ON membership FOR UPDATE TO laowu_service USING (
  county = (SELECT access.county()) AND ((SELECT access.writes_county()) OR association IN (SELECT access.associations())));

-- The village comes first: it settles most, and the list of households is made
-- only where it does not.
CREATE POLICY sees ON household FOR SELECT TO laowu_service USING (
  county = (SELECT access.county()) AND ((SELECT access.sees_county())
    OR (SELECT access.role() IN ('township', 'association')) AND village IN (SELECT access.villages())
    OR id IN (SELECT access.households())));
CREATE POLICY enters ON household FOR INSERT TO laowu_service WITH CHECK (
  county = (SELECT access.county()) AND ((SELECT access.writes_county()) OR village IN (SELECT access.villages())));
CREATE POLICY changes ON household FOR UPDATE TO laowu_service USING (
  county = (SELECT access.county()) AND ((SELECT access.sees_county())
    OR (SELECT access.role() IN ('township', 'association')) AND village IN (SELECT access.villages())
    OR id IN (SELECT access.households())))
  WITH CHECK (county = (SELECT access.county()) AND ((SELECT access.writes_county()) OR id IN (SELECT access.households())));
CREATE POLICY keeps ON household AS RESTRICTIVE FOR UPDATE TO laowu_service USING ((SELECT access.writes_people()));

CREATE POLICY sees ON household_kind FOR SELECT TO laowu_service USING (
  county = (SELECT access.county()) AND ((SELECT access.sees_county()) OR household IN (SELECT access.households())));
CREATE POLICY enters ON household_kind FOR INSERT TO laowu_service WITH CHECK (
  county = (SELECT access.county()) AND ((SELECT access.sees_county()) OR household IN (SELECT access.households())));
CREATE POLICY keeps_new ON household_kind AS RESTRICTIVE FOR INSERT TO laowu_service WITH CHECK ((SELECT access.writes_people()));
CREATE POLICY changes ON household_kind FOR UPDATE TO laowu_service USING (
  county = (SELECT access.county()) AND ((SELECT access.sees_county()) OR household IN (SELECT access.households())));
CREATE POLICY keeps ON household_kind AS RESTRICTIVE FOR UPDATE TO laowu_service USING ((SELECT access.writes_people()));

-- Associations are known to all who work here, by name and head.
CREATE POLICY sees ON association FOR SELECT TO laowu_service USING (
  county = (SELECT access.county()) AND (SELECT access.role() IN
    ('county', 'admin', 'auditor', 'township', 'association', 'station', 'trainer', 'enterprise', 'worker')));
CREATE POLICY enters ON association FOR INSERT TO laowu_service WITH CHECK (
  county = (SELECT access.county()) AND (SELECT access.writes_county()));
CREATE POLICY changes ON association FOR UPDATE TO laowu_service USING (
  county = (SELECT access.county()) AND (SELECT access.writes_county()));

CREATE POLICY sees ON association_village FOR SELECT TO laowu_service USING (
  county = (SELECT access.county()) AND (SELECT access.role() IN
    ('county', 'admin', 'auditor', 'township', 'association', 'station', 'trainer', 'enterprise', 'worker')));
CREATE POLICY enters ON association_village FOR INSERT TO laowu_service WITH CHECK (
  county = (SELECT access.county()) AND (SELECT access.writes_county()));
CREATE POLICY changes ON association_village FOR UPDATE TO laowu_service USING (
  county = (SELECT access.county()) AND (SELECT access.writes_county()));

-- Enterprises and what they offer: published openings are everybody's who says
-- which county's page he reads, and so are the employers behind them.
CREATE POLICY sees ON opening FOR SELECT TO laowu_service USING (
  (SELECT access.role()) IS NOT NULL AND (published_to IS NULL OR (SELECT access.county()) = ANY (published_to)
    OR (SELECT access.sees_county()) AND county = (SELECT access.county())
    OR (SELECT access.role() = 'enterprise') AND enterprise = (SELECT access.organisation())));
CREATE POLICY enters ON opening FOR INSERT TO laowu_service WITH CHECK (
  county = (SELECT access.county()) AND ((SELECT access.writes_county())
    OR (SELECT access.role() = 'enterprise') AND enterprise = (SELECT access.organisation())));
CREATE POLICY changes ON opening FOR UPDATE TO laowu_service USING (
  (SELECT access.writes_county()) OR (SELECT access.role() = 'enterprise') AND enterprise = (SELECT access.organisation()));

CREATE POLICY sees ON enterprise FOR SELECT TO laowu_service USING (
  (SELECT access.role() IN ('county', 'admin', 'auditor', 'township', 'association', 'station'))
  OR (SELECT access.role() = 'enterprise') AND id = (SELECT access.organisation())
  OR (SELECT access.role() IS NOT NULL) AND EXISTS (SELECT FROM opening o WHERE o.enterprise = enterprise.id));
CREATE POLICY enters ON enterprise FOR INSERT TO laowu_service WITH CHECK (
  county = (SELECT access.county()) AND (SELECT access.writes_county()));
CREATE POLICY changes ON enterprise FOR UPDATE TO laowu_service USING (
  (SELECT access.writes_county()) OR (SELECT access.role() = 'enterprise') AND id = (SELECT access.organisation()));

CREATE POLICY sees ON agreement FOR SELECT TO laowu_service USING (
  county = (SELECT access.county()) AND ((SELECT access.sees_county())
    OR (SELECT access.role() = 'enterprise') AND enterprise = (SELECT access.organisation())));
CREATE POLICY enters ON agreement FOR INSERT TO laowu_service WITH CHECK (
  county = (SELECT access.county()) AND (SELECT access.writes_county()));
CREATE POLICY changes ON agreement FOR UPDATE TO laowu_service USING (
  county = (SELECT access.county()) AND (SELECT access.writes_county()));

-- Work: of the people whom one sees; a station sees what lies in its area, and
-- nothing that they did elsewhere; an enterprise its own.
CREATE POLICY sees ON placement FOR SELECT TO laowu_service USING (
  county = (SELECT access.county()) AND ((SELECT access.sees_county())
    OR (SELECT access.role() IN ('township', 'association', 'worker')) AND person IN (SELECT access.people())
    OR (SELECT access.role() = 'station') AND place IN (SELECT access.places())
    OR (SELECT access.role() = 'enterprise') AND enterprise = (SELECT access.organisation())));
CREATE POLICY enters ON placement FOR INSERT TO laowu_service WITH CHECK (
  county = (SELECT access.county()) AND ((SELECT access.writes_county())
    OR (SELECT access.role() IN ('township', 'association')) AND person IN (SELECT access.people())));
CREATE POLICY changes ON placement FOR UPDATE TO laowu_service USING (
  county = (SELECT access.county()) AND ((SELECT access.sees_county())
    OR (SELECT access.role() IN ('township', 'association', 'worker')) AND person IN (SELECT access.people())
    OR (SELECT access.role() = 'station') AND place IN (SELECT access.places())
    OR (SELECT access.role() = 'enterprise') AND enterprise = (SELECT access.organisation())));
CREATE POLICY keeps ON placement AS RESTRICTIVE FOR UPDATE TO laowu_service USING ((SELECT access.writes_people()));

-- Imports: those of one's own organisation.
CREATE POLICY sees ON import FOR SELECT TO laowu_service USING (
  county = (SELECT access.county()) AND ((SELECT access.sees_county())
    OR role = (SELECT access.role()) AND organisation = (SELECT access.organisation())));
CREATE POLICY enters ON import FOR INSERT TO laowu_service WITH CHECK (
  county = (SELECT access.county()) AND (SELECT access.role() NOT IN ('nobody', 'worker', 'auditor'))
  AND role = (SELECT access.role()) AND organisation IS NOT DISTINCT FROM (SELECT access.organisation())
  AND account IS NOT DISTINCT FROM (SELECT access.account()));
CREATE POLICY changes ON import FOR UPDATE TO laowu_service USING (
  county = (SELECT access.county()) AND ((SELECT access.writes_county())
    OR role = (SELECT access.role()) AND organisation = (SELECT access.organisation())));
CREATE POLICY forgets ON import FOR DELETE TO laowu_service USING (
  county = (SELECT access.county()) AND (SELECT access.writes_county()));

CREATE POLICY sees ON import_file FOR SELECT TO laowu_service USING (
  county = (SELECT access.county()) AND EXISTS (SELECT FROM import i WHERE i.county = import_file.county AND i.id = import_file.import));
CREATE POLICY enters ON import_file FOR INSERT TO laowu_service WITH CHECK (
  county = (SELECT access.county()) AND (SELECT access.role() <> 'auditor')
  AND EXISTS (SELECT FROM import i WHERE i.county = import_file.county AND i.id = import_file.import));
CREATE POLICY forgets ON import_file FOR DELETE TO laowu_service USING (
  county = (SELECT access.county()) AND (SELECT access.writes_county()));

-- What a file says is for who works it: the auditor sees numbers masked, and a
-- file has them whole.
CREATE POLICY sees ON import_part FOR SELECT TO laowu_service USING (
  county = (SELECT access.county()) AND (SELECT access.role() <> 'auditor')
  AND EXISTS (SELECT FROM import i WHERE i.county = import_part.county AND i.id = import_part.import));
CREATE POLICY enters ON import_part FOR INSERT TO laowu_service WITH CHECK (
  county = (SELECT access.county()) AND (SELECT access.role() <> 'auditor')
  AND EXISTS (SELECT FROM import i WHERE i.county = import_part.county AND i.id = import_part.import));
CREATE POLICY changes ON import_part FOR UPDATE TO laowu_service USING (
  county = (SELECT access.county()) AND (SELECT access.writes_county()));
CREATE POLICY forgets ON import_part FOR DELETE TO laowu_service USING (
  county = (SELECT access.county()) AND (SELECT access.writes_county()));

-- Offices and accounts: the admin's, and one's own.
CREATE POLICY sees ON office FOR SELECT TO laowu_service USING (
  county = (SELECT access.county()) AND (SELECT access.role() <> 'nobody'));
CREATE POLICY enters ON office FOR INSERT TO laowu_service WITH CHECK (
  county = (SELECT access.county()) AND (SELECT access.role() = 'admin'));
CREATE POLICY changes ON office FOR UPDATE TO laowu_service USING (
  county = (SELECT access.county()) AND (SELECT access.role() = 'admin'));

CREATE POLICY sees ON login FOR SELECT TO laowu_service USING (
  county = (SELECT access.county()) AND (SELECT access.role() IN ('admin', 'auditor')) OR id = (SELECT access.own_login()));
CREATE POLICY enters ON login FOR INSERT TO laowu_service WITH CHECK (
  county = (SELECT access.county()) AND (SELECT access.role() = 'admin'));
CREATE POLICY changes ON login FOR UPDATE TO laowu_service USING (
  county = (SELECT access.county()) AND (SELECT access.role() = 'admin') OR id = (SELECT access.own_login()));

CREATE POLICY sees ON account FOR SELECT TO laowu_service USING (
  county = (SELECT access.county()) AND ((SELECT access.role() IN ('admin', 'auditor')) OR login = (SELECT access.own_login())
    OR (SELECT access.role() = 'county') AND person IS NOT NULL
    OR (SELECT access.role() IN ('township', 'association')) AND person IN (SELECT access.people())));
CREATE POLICY enters ON account FOR INSERT TO laowu_service WITH CHECK (
  county = (SELECT access.county()) AND (SELECT access.role() = 'admin'));
CREATE POLICY changes ON account FOR UPDATE TO laowu_service USING (
  county = (SELECT access.county()) AND (SELECT access.role() = 'admin'));

CREATE POLICY sees ON claim_code FOR SELECT TO laowu_service USING (
  county = (SELECT access.county()) AND ((SELECT access.sees_county())
    OR (SELECT access.role() IN ('township', 'association')) AND person IN (SELECT access.people())));
CREATE POLICY enters ON claim_code FOR INSERT TO laowu_service WITH CHECK (
  county = (SELECT access.county()) AND ((SELECT access.writes_county())
    OR (SELECT access.role() IN ('township', 'association')) AND person IN (SELECT access.people())));
CREATE POLICY changes ON claim_code FOR UPDATE TO laowu_service USING (
  county = (SELECT access.county()) AND ((SELECT access.writes_county())
    OR (SELECT access.role() IN ('township', 'association')) AND person IN (SELECT access.people())));

-- The audit trail: auditor and admin read it, a worker what concerns himself.
CREATE POLICY sees ON audit FOR SELECT TO laowu_service USING (
  county = (SELECT access.county()) AND ((SELECT access.role() IN ('admin', 'auditor'))
    OR (SELECT access.role() = 'worker') AND noun = 'person' AND target = (SELECT access.person()::text)));
CREATE POLICY sees ON audit_pending FOR SELECT TO laowu_service USING (
  county = (SELECT access.county()) AND (SELECT access.role() IN ('admin', 'auditor')));
CREATE POLICY links ON audit_pending FOR DELETE TO laowu_service USING (
  county = (SELECT access.county()) AND (SELECT access.role() = 'admin'));
CREATE POLICY sees ON audit_link FOR SELECT TO laowu_service USING (
  county = (SELECT access.county()) AND (SELECT access.role() IN ('admin', 'auditor')));
CREATE POLICY enters ON audit_link FOR INSERT TO laowu_service WITH CHECK (
  county = (SELECT access.county()) AND (SELECT access.role() = 'admin'));

-- Consent: asked for by who sees the person, answered by the worker, or by his
-- association for him.
CREATE POLICY sees ON consent FOR SELECT TO laowu_service USING (
  county = (SELECT access.county()) AND ((SELECT access.sees_county())
    OR (SELECT access.role() = 'enterprise') AND enterprise = (SELECT access.organisation())
    OR (SELECT access.role() IN ('township', 'association', 'worker')) AND person IN (SELECT access.people())));
CREATE POLICY enters ON consent FOR INSERT TO laowu_service WITH CHECK (
  county = (SELECT access.county()) AND ((SELECT access.writes_county())
    OR (SELECT access.role() IN ('township', 'association')) AND person IN (SELECT access.people())));
CREATE POLICY changes ON consent FOR UPDATE TO laowu_service USING (
  county = (SELECT access.county()) AND ((SELECT access.writes_county())
    OR (SELECT access.role() IN ('association', 'worker')) AND person IN (SELECT access.people())));

CREATE POLICY sees ON request FOR SELECT TO laowu_service USING (
  county = (SELECT access.county()) AND ((SELECT access.sees_county())
    OR (SELECT access.role() IN ('township', 'association', 'worker')) AND person IN (SELECT access.people())));
CREATE POLICY enters ON request FOR INSERT TO laowu_service WITH CHECK (
  county = (SELECT access.county()) AND ((SELECT access.writes_county())
    OR (SELECT access.role() IN ('township', 'association', 'worker')) AND person IN (SELECT access.people())));
CREATE POLICY changes ON request FOR UPDATE TO laowu_service USING (
  county = (SELECT access.county()) AND ((SELECT access.writes_county())
    OR (SELECT access.role() IN ('township', 'association')) AND person IN (SELECT access.people())));
