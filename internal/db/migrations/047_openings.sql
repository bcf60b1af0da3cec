-- Openings are written on pages too, not by workbook alone: who pays into which
-- insurance, why one is closed or rests, and which words an opening had better
-- not say.

-- What the employer says of insurance: nothing, the five of the Social Insurance
-- Law (社会保险法), for accidents at work alone, or none.
ALTER TABLE opening ADD COLUMN insurance text NOT NULL DEFAULT '' CHECK (insurance IN ('', 'social', 'injury', 'none'));

-- paused rests until its employer goes on; the others are reasons that he gave.
ALTER TABLE opening_care DROP CONSTRAINT opening_care_closed_why_check;
ALTER TABLE opening_care ADD CONSTRAINT opening_care_closed_why_check
  CHECK (closed_why IN ('', 'stale', 'same', 'paused', 'filled', 'stopped', 'moved', 'mistake', 'other'));

-- Words of openings that a law speaks of: those of money that is taken from
-- workers are refused, the others warned of, each with what to write instead.
-- hazard is a trade that is closed to whoever is not 18; free ends what was said
-- of a word before. Dated; the county edits it. Articles that are not quoted here
-- are to be checked by the county's bureau.
CREATE TABLE opening_word (
  word       text    NOT NULL CHECK (char_length(word) BETWEEN 1 AND 20),
  valid_from date    NOT NULL,
  kind       text    NOT NULL CHECK (kind IN ('money', 'sex', 'health', 'family', 'origin', 'zodiac', 'hazard', 'free')),
  source     text    NOT NULL,
  PRIMARY KEY (word, valid_from)
);

INSERT INTO opening_word (word, valid_from, kind, source)
SELECT w, l.valid_from, l.kind, l.source FROM (VALUES
  ('2008-01-01'::date, 'money', '劳动合同法第九条：不得要求劳动者提供担保或者以其他名义向劳动者收取财物；网络招聘服务管理规定（人社部令第44号，2021-03-01 起）：不得向劳动者收取押金',
   '{押金,保证金,抵押,担保费,培训费,体检费自理,体检自费,服装费,工装费,工服费,报名费,面试费,建档费,资料费,手续费,中介费,介绍费,上岗费,入职费,风险金,扣押身份证,扣押证件,押身份证}'::text[]),
  ('2008-01-01', 'sex', '就业促进法第二十七条：除国家规定不适合妇女的工种外，不得以性别为由拒绝录用妇女或者提高标准；妇女权益保障法（2022 年修订）第四十三条',
   '{限男,限女,只限男,只招男,只招女,只要男,只要女,仅限男,仅限女,仅招男,仅招女,男性优先,女性优先,男士优先,女士优先,男优先,女优先,招男工,招女工,要男的,要女的,男工,女工}'),
  ('2010-02-10', 'health', '就业促进法第三十条；人社部发〔2010〕12号：入职体检不得查乙肝，不得要求提供乙肝报告',
   '{乙肝,两对半,大三阳,小三阳,HBV,传染病携带}'),
  ('2008-01-01', 'family', '就业促进法第二十七条：不得限制女职工结婚、生育；人社部发〔2019〕17号：不得询问婚育情况，不得把妊娠测试作为入职体检项目',
   '{已婚,未婚,已育,未育,婚育,怀孕,孕检,妊娠,不生育,不得结婚,单身优先,生育计划}'),
  ('2008-01-01', 'origin', '就业促进法第三条、第二十八条、第三十一条：不得因民族、种族歧视，不得对农村劳动者进城就业设歧视性限制',
   '{不要外地,不招外地,外地勿扰,人勿扰,不要东北,不招东北,不要河南,不招河南,不要新疆,不招新疆,限汉族,仅限汉族,不要少数民族,不招少数民族,少数民族勿扰,农村户口勿扰}'),
  ('2008-01-01', 'zodiac', '就业促进法第三条：劳动者依法享有平等就业的权利；属相、星座和做事无关',
   '{属相,生肖,星座,血型,生辰八字,属虎,属羊,属鸡,属龙,属蛇}'),
  ('1995-01-01', 'hazard', '劳动法第六十四条、未成年工特殊保护规定（劳部发〔1994〕498号）：不得安排未满 18 周岁的人从事矿山井下、有毒有害、第四级体力劳动等',
   '{井下,矿工,采掘,掘进,爆破,有毒,有害,粉尘,高处,高空,登高,焊工,焊接,锅炉,起重,吊装,冶炼,铸造,炉前,化工,电工,夜班,搬运,装卸,驾驶,司机}')
) l (valid_from, kind, source, words), unnest(l.words) w;

-- An employer may keep to himself why somebody was not taken: pages of the other
-- side then tell the end alone. What is held of a person is still his to ask for.
ALTER TABLE referral_move ADD COLUMN shared boolean NOT NULL DEFAULT true;
