-- Notices: what somebody is told in the platform, and outside of it by a short
-- message or a signed call. A notice is written in the transaction that does what
-- it tells of, so that neither is without the other; what is sent outside is
-- taken from here later, again and again until it is there.

-- The kinds: what they are called (a short message says no more than this), who
-- gets them, whether they go first, and by which ways beside the platform: sms to
-- a person, webhook for an organisation. Dated; the county edits them.
CREATE TABLE notice_kind (
  kind       text    NOT NULL,
  valid_from date    NOT NULL,
  rank       integer NOT NULL, -- in lists
  word       text    NOT NULL CHECK (char_length(word) BETWEEN 2 AND 20),
  gets       text[]  NOT NULL CHECK (cardinality(gets) > 0), -- roles
  urgent     boolean NOT NULL, -- before others; the quiet hours hold for it too
  ways       text[]  NOT NULL CHECK (ways <@ '{sms,webhook}'),
  source     text    NOT NULL,
  PRIMARY KEY (kind, valid_from)
);

INSERT INTO notice_kind (kind, valid_from, rank, word, gets, urgent, ways, source) VALUES
  ('trip_planned', '2000-01-01', 1, '出行安排好了', '{worker}', true, '{sms}', '拟定，待县人社局确认'),
  ('trip_changed', '2000-01-01', 2, '出行有变化', '{worker}', true, '{sms}', '拟定，待县人社局确认'),
  ('case_given', '2000-01-01', 3, '有一件维权的事交给您', '{station,association,township,county}', true, '{webhook}', '拟定，待县人社局确认'),
  ('case_due', '2000-01-01', 4, '维权的事快到期限', '{station,association,township,county}', true, '{webhook}', '拟定：到期前三天提醒一次，待县人社局确认'),
  ('case_moved', '2000-01-01', 5, '您反映的问题有进展', '{worker}', true, '{sms}', '拟定，待县人社局确认'),
  ('consent_asked', '2000-01-01', 6, '有单位想看您的信息，请答复', '{worker}', false, '{sms}', '个人信息保护法第二十三条：向他人提供要本人单独同意'),
  ('consent_answered', '2000-01-01', 7, '本人答复了', '{association,township,station,county,enterprise}', false, '{}', '拟定，待县人社局确认'),
  ('referral_made', '2000-01-01', 8, '有人来应聘', '{enterprise}', false, '{webhook}', '拟定，待县人社局确认'),
  ('referral_moved', '2000-01-01', 9, '推荐有进展', '{worker,association,township,station,county,enterprise}', false, '{sms}', '拟定，待县人社局确认'),
  ('referral_over', '2000-01-01', 10, '推荐到期了', '{worker,association,township,station,county}', false, '{}', '按 referral_rule 的天数'),
  ('opening_over', '2000-01-01', 11, '您应聘的岗位不招了', '{worker,association,township,station,county}', false, '{sms}', '拟定，待县人社局确认'),
  ('search_new', '2000-01-01', 12, '您留意的活有新岗位', '{worker}', false, '{sms}', '拟定，待县人社局确认'),
  ('certificate_due', '2000-01-01', 13, '证书快到期', '{worker}', false, '{sms}', '拟定：到期前 90 天、30 天各提醒一次，待县人社局确认'),
  ('request_made', '2000-01-01', 14, '有人请求更正或者删除', '{association,county}', false, '{}', '个人信息保护法第四十六、四十七条'),
  ('request_answered', '2000-01-01', 15, '您提的请求有答复', '{worker}', false, '{sms}', '个人信息保护法第五十条'),
  ('transfer_asked', '2000-01-01', 16, '有协会请求转会', '{association}', false, '{webhook}', '按 transfer_rule 的天数答复'),
  ('transfer_answered', '2000-01-01', 17, '转会请求有结果', '{association}', false, '{}', '拟定，待县人社局确认'),
  ('waiver_asked', '2000-01-01', 18, '有企业说招不到本地人，请答复', '{association}', false, '{webhook}', '按 waiver_rule 的天数答复'),
  ('waiver_due', '2000-01-01', 19, '招工说明还没有答复', '{association}', false, '{}', '拟定：截止前一天提醒，待县人社局确认'),
  ('waiver_decided', '2000-01-01', 20, '招工说明有结果', '{enterprise}', false, '{webhook}', '拟定，待县人社局确认'),
  ('visits_late', '2000-01-01', 21, '有回访到日子了', '{station,association}', false, '{}', '拟定：每周提醒一次，待县人社局确认'),
  ('import_done', '2000-01-01', 22, '导入完成', '{association,township,station,trainer,enterprise,county,admin}', false, '{}', '拟定，待县人社局确认'),
  ('ask_made', '2000-01-01', 24, '会员请您代问岗位', '{association}', false, '{webhook}', '拟定，待县人社局确认'),
  ('ask_answered', '2000-01-01', 25, '您请协会问的岗位有回话', '{worker}', false, '{sms}', '拟定，待县人社局确认'),
  ('transfer_due', '2000-01-01', 26, '转会请求还没有答复', '{association,county}', false, '{}', '拟定：截止前两天提醒，过期的告诉县里，待县人社局确认'),
  ('complaint_made', '2000-01-01', 27, '有人投诉', '{county}', false, '{}', '拟定，待县人社局确认'),
  ('export_ready', '2000-01-01', 23, '导出好了', '{worker,association,township,station,trainer,enterprise,county,auditor,admin}', false, '{}', '拟定，待县人社局确认');

-- When nothing goes out, by the county's clock (a night passes midnight): urgent
-- kinds wait too. For how long one that could not go waits before the platform
-- alone keeps it, and how long notices are kept. Dated; the county edits it.
CREATE TABLE notice_rule (
  valid_from   date    PRIMARY KEY,
  quiet_from   time    NOT NULL,
  quiet_to     time    NOT NULL,
  stale_days   integer NOT NULL CHECK (stale_days > 0),
  kept_days    integer NOT NULL CHECK (kept_days > 0),
  source       text    NOT NULL
);

INSERT INTO notice_rule VALUES ('2000-01-01', '21:00', '08:00', 3, 180,
  '晚上九点到早上八点不发短信，急的也等到早上；三天没有发出去的不再发；消息保存半年：都是拟定，待县人社局确认');

-- A notice to a person, or to an organisation: of a role and its number, 0 for
-- the county's own bureau; account where it is one clerk's alone. about is whom it
-- speaks of: names are read when it is read, as the reader may see them then, and
-- stand in no text. once keeps the same thing from being told twice. No key leads
-- to the person: taking an import back rests on what names its people, and this
-- stands in nobody's way.
CREATE TABLE notice (
  county       text        NOT NULL CHECK (county ~ '^[0-9]{6}$'),
  id           bigint      NOT NULL GENERATED BY DEFAULT AS IDENTITY,
  kind         text        NOT NULL,
  role         text        NOT NULL,
  organisation bigint      NOT NULL DEFAULT 0,
  account      bigint      NOT NULL DEFAULT 0,
  person       bigint      NOT NULL DEFAULT 0,
  about        bigint      NOT NULL DEFAULT 0,
  text         text        NOT NULL CHECK (char_length(text) <= 300),
  link         text        NOT NULL CHECK (link ~ '^/([^/\\]|$)'), -- //name is another host
  once         text,
  told_at      timestamptz NOT NULL,
  read_at      timestamptz,
  outside      text        NOT NULL DEFAULT 'none' CHECK (outside IN ('none', 'waiting', 'taken', 'off')),
  delivery     bigint,
  PRIMARY KEY (county, id),
  CHECK ((role = 'worker') = (person > 0)),
  CHECK (role IN ('worker', 'county', 'auditor', 'admin') OR organisation > 0 OR account > 0) -- of others 0 would be all of them
);

CREATE UNIQUE INDEX notice_once ON notice (county, once) WHERE once IS NOT NULL;
CREATE INDEX notice_unread ON notice (county, role, organisation, person, account) WHERE read_at IS NULL;
CREATE INDEX notice_read ON notice (county, role, organisation, person, told_at DESC);
CREATE INDEX notice_waiting ON notice (county, id) WHERE outside = 'waiting';
CREATE INDEX notice_about ON notice (county, about) WHERE about > 0;
CREATE INDEX notice_delivery_of ON notice (county, delivery) WHERE delivery IS NOT NULL;

-- What goes outside: notices of one kind to one addressee, at most once a day.
-- key is the same however often it is sent, so that the receiver can drop what it
-- has. It holds neither number nor name.
CREATE TABLE notice_delivery (
  county        text        NOT NULL CHECK (county ~ '^[0-9]{6}$'),
  id            bigint      NOT NULL GENERATED BY DEFAULT AS IDENTITY,
  key           uuid        NOT NULL DEFAULT gen_random_uuid(),
  way           text        NOT NULL CHECK (way IN ('sms', 'webhook')),
  kind          text        NOT NULL,
  urgent        boolean     NOT NULL,
  role          text        NOT NULL,
  organisation  bigint      NOT NULL DEFAULT 0,
  account       bigint      NOT NULL DEFAULT 0,
  person        bigint      NOT NULL DEFAULT 0,
  day           date        NOT NULL, -- for which it counts
  notices       integer     NOT NULL CHECK (notices > 0),
  state         text        NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sending', 'sent', 'failed')),
  tries         integer     NOT NULL DEFAULT 0,
  next_at       timestamptz NOT NULL, -- of waiting: when it may go; of sending: when another takes it up
  trouble       text        NOT NULL DEFAULT '', -- timeout, unreachable, status 503, no_number, …
  made_at       timestamptz NOT NULL,
  sent_at       timestamptz CHECK ((sent_at IS NULL) = (state <> 'sent')),
  PRIMARY KEY (county, id),
  UNIQUE (county, key)
);

ALTER TABLE notice ADD FOREIGN KEY (county, delivery) REFERENCES notice_delivery (county, id);
CREATE UNIQUE INDEX notice_delivery_daily ON notice_delivery (county, kind, role, organisation, account, person, day);
CREATE INDEX notice_delivery_next ON notice_delivery (county, next_at) WHERE state IN ('waiting', 'sending');
CREATE INDEX notice_delivery_state ON notice_delivery (county, state, id DESC);
CREATE INDEX notice_delivery_sent ON notice_delivery (county, way, sent_at DESC) WHERE state = 'sent';

-- What a person wants outside of the platform. None: short messages.
CREATE TABLE notice_wish (
  county       text        NOT NULL CHECK (county ~ '^[0-9]{6}$'),
  person       bigint      NOT NULL,
  sms          boolean     NOT NULL,
  paused_until date, -- the last day on which nothing goes out
  changed_at   timestamptz NOT NULL,
  PRIMARY KEY (county, person)
);

ALTER TABLE notice ENABLE ROW LEVEL SECURITY;
ALTER TABLE notice_delivery ENABLE ROW LEVEL SECURITY;
ALTER TABLE notice_wish ENABLE ROW LEVEL SECURITY;

-- Each reads his own. Who erases and merges the county's people reaches theirs.
CREATE POLICY sees ON notice FOR SELECT TO laowu_service USING (
  county = (SELECT access.county()) AND ((SELECT access.writes_county()) OR role = (SELECT access.role()) AND person = (SELECT coalesce(access.person(), 0))
    AND organisation IN (0, (SELECT coalesce(access.organisation(), 0))) AND account IN (0, (SELECT coalesce(access.account(), 0)))));
CREATE POLICY changes ON notice FOR UPDATE TO laowu_service USING (
  county = (SELECT access.county()) AND ((SELECT access.writes_county()) OR role = (SELECT access.role()) AND person = (SELECT coalesce(access.person(), 0))
    AND organisation IN (0, (SELECT coalesce(access.organisation(), 0))) AND account IN (0, (SELECT coalesce(access.account(), 0)))));
CREATE POLICY forgets ON notice FOR DELETE TO laowu_service USING (
  county = (SELECT access.county()) AND (SELECT access.writes_county()));

CREATE POLICY sees ON notice_delivery FOR SELECT TO laowu_service USING (
  county = (SELECT access.county()) AND (SELECT access.writes_county()));
CREATE POLICY enters ON notice_delivery FOR INSERT TO laowu_service WITH CHECK (
  county = (SELECT access.county()) AND (SELECT access.role() = 'admin'));
CREATE POLICY changes ON notice_delivery FOR UPDATE TO laowu_service USING (
  county = (SELECT access.county()) AND (SELECT access.writes_county()));
CREATE POLICY forgets ON notice_delivery FOR DELETE TO laowu_service USING (
  county = (SELECT access.county()) AND (SELECT access.writes_county()));

CREATE POLICY sees ON notice_wish FOR SELECT TO laowu_service USING (
  county = (SELECT access.county()) AND ((SELECT access.writes_county()) OR (SELECT access.role() = 'worker') AND person = (SELECT access.person())));
CREATE POLICY enters ON notice_wish FOR INSERT TO laowu_service WITH CHECK (
  county = (SELECT access.county()) AND (SELECT access.role() = 'worker') AND person = (SELECT access.person()));
CREATE POLICY changes ON notice_wish FOR UPDATE TO laowu_service USING (
  county = (SELECT access.county()) AND ((SELECT access.writes_county()) OR (SELECT access.role() = 'worker') AND person = (SELECT access.person())));
CREATE POLICY forgets ON notice_wish FOR DELETE TO laowu_service USING (
  county = (SELECT access.county()) AND (SELECT access.writes_county()));

-- tell writes notices: whoever does something tells others of it, whom he may not
-- see himself. Only what a kind says goes to whom the kind names; what was told
-- before is not told again. A visitor tells of his complaint and of nothing else.
-- It returns nothing of anybody.
CREATE FUNCTION access.tell(
  kinds text[], roles text[], organisations bigint[], accounts bigint[], people bigint[], abouts bigint[], texts text[], links text[], onces text[], at timestamptz
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF access.county() IS NULL OR coalesce(access.role(), 'nobody') = 'nobody' AND (access.role() IS NULL OR NOT kinds <@ '{complaint_made}') THEN
    RAISE EXCEPTION 'nobody has said who tells' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO public.notice (county, kind, role, organisation, account, person, about, text, link, once, told_at, outside)
  SELECT access.county(), n.kind, n.role, n.organisation, n.account, n.person, n.about, n.text, n.link, nullif(n.once, ''), at,
    CASE WHEN CASE n.role WHEN 'worker' THEN 'sms' ELSE 'webhook' END = ANY (k.ways) THEN 'waiting' ELSE 'none' END
  FROM unnest(kinds, roles, organisations, accounts, people, abouts, texts, links, onces)
    WITH ORDINALITY AS n (kind, role, organisation, account, person, about, text, link, once, place)
  CROSS JOIN LATERAL (SELECT q.ways, q.gets FROM public.notice_kind q
    WHERE q.kind = n.kind AND q.valid_from <= (at AT TIME ZONE 'Asia/Shanghai')::date ORDER BY q.valid_from DESC LIMIT 1) k
  WHERE n.role = ANY (k.gets) AND (n.role <> 'worker' OR EXISTS (
    SELECT FROM public.person p WHERE p.county = access.county() AND p.id = n.person AND p.erased_on IS NULL))
  ORDER BY n.place ON CONFLICT DO NOTHING;
END $$;

-- tell_transfer tells the other side of a question that the asker moves: whom it
-- asks of may not know of the question's other side, nor the asker who counts the
-- person.
CREATE FUNCTION access.tell_transfer(of_transfer bigint, to_asked boolean, of_kind text, words text, at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  t public.transfer;
  whom bigint;
BEGIN
  SELECT * INTO t FROM public.transfer x WHERE x.county = access.county() AND x.id = of_transfer;
  IF t.id IS NULL OR NOT (access.writes_county() OR t.from_association IN (SELECT access.associations()) OR t.to_association IN (SELECT access.associations())) THEN
    RETURN;
  END IF;
  whom := CASE WHEN to_asked THEN t.from_association ELSE t.to_association END;
  IF access.role() = 'association' AND whom = access.organisation() THEN
    RETURN;
  END IF;
  PERFORM access.tell(ARRAY[of_kind], '{association}', ARRAY[whom], '{0}', '{0}', ARRAY[t.person], ARRAY[words], '{/transfers}', ARRAY[''], at);
END $$;

-- unread is how many notices an account has not read, at most a hundred.
CREATE FUNCTION access.unread(of_login bigint, of_account bigint) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT count(*) FROM public.account a, LATERAL (
    SELECT FROM public.notice n WHERE n.read_at IS NULL AND n.county = a.county AND n.role = a.role
      AND n.organisation IN (0, coalesce(a.organisation, 0)) AND n.person = coalesce(a.person, 0) AND n.account IN (0, a.id)
    LIMIT 100) n
  WHERE a.id = of_account AND a.login = of_login AND a.disabled_at IS NULL
$$;

-- notice_phone is the sealed telephone of a person at the moment of sending: the
-- one that he logs in with, else the record's; and the county it is sealed for.
CREATE FUNCTION access.notice_phone(of_person bigint) RETURNS TABLE (county text, sealed bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF access.role() IS DISTINCT FROM 'admin' THEN
    RAISE EXCEPTION 'not this actor''s to send' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN QUERY SELECT q.c, q.s FROM (
    SELECT 1 AS n, l.county AS c, l.phone_sealed AS s FROM public.account a JOIN public.login l ON l.id = a.login
    WHERE a.county = access.county() AND a.person = of_person AND a.disabled_at IS NULL AND l.disabled_at IS NULL
    UNION ALL SELECT 2, p.county, p.phone_sealed FROM public.person p
    WHERE p.county = access.county() AND p.id = of_person AND p.erased_on IS NULL) q
  WHERE q.s IS NOT NULL ORDER BY q.n LIMIT 1;
END $$;

REVOKE ALL ON FUNCTION access.tell, access.tell_transfer, access.unread, access.notice_phone FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.tell, access.tell_transfer, access.unread, access.notice_phone TO laowu_service;
