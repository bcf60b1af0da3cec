-- Divisions, shared by all counties. What a number meant stays true on its
-- dates: a merged township or an old number keeps its row with valid_to and
-- its successor. Villages join with the import of associations; "county" is
-- then the county that keeps the row.

CREATE SCHEMA river;
CREATE SCHEMA search;

CREATE TABLE area (
  code       text PRIMARY KEY,
  name       text NOT NULL,
  level      text NOT NULL CHECK (level IN ('province', 'prefecture', 'county', 'township', 'village')),
  parent     text REFERENCES area (code),
  county     text CHECK (county ~ '^[0-9]{6}$'),
  aliases    text[] NOT NULL DEFAULT '{}',
  valid_from date,
  valid_to   date,
  successor  text REFERENCES area (code) DEFERRABLE INITIALLY DEFERRED
);

CREATE UNIQUE INDEX area_village ON area (parent, name) WHERE level = 'village';

INSERT INTO area (code, name, level, parent, county, aliases, valid_to, successor) VALUES
  ('140000', '山西省', 'province', NULL, NULL, '{}', NULL, NULL),
  ('150000', '内蒙古自治区', 'province', NULL, NULL, '{}', NULL, NULL),
  ('141100', '吕梁市', 'prefecture', '140000', NULL, '{}', NULL, NULL),
  ('140100', '太原市', 'prefecture', '140000', NULL, '{}', NULL, NULL),
  ('150600', '鄂尔多斯市', 'prefecture', '150000', NULL, '{}', NULL, NULL),
  ('141123', '兴县', 'county', '141100', NULL, '{}', NULL, NULL),
  ('141102', '离石区', 'county', '141100', NULL, '{}', NULL, NULL),
  ('141124', '临县', 'county', '141100', NULL, '{}', NULL, NULL),
  ('141127', '岚县', 'county', '141100', NULL, '{}', NULL, NULL),
  ('141129', '中阳县', 'county', '141100', NULL, '{}', NULL, NULL),
  ('141130', '交口县', 'county', '141100', NULL, '{}', NULL, NULL),
  ('141181', '孝义市', 'county', '141100', NULL, '{}', NULL, NULL),
  ('141182', '汾阳市', 'county', '141100', NULL, '{}', NULL, NULL),
  ('140105', '小店区', 'county', '140100', NULL, '{}', NULL, NULL),
  ('140106', '迎泽区', 'county', '140100', NULL, '{}', NULL, NULL),
  ('140107', '杏花岭区', 'county', '140100', NULL, '{}', NULL, NULL),
  ('140108', '尖草坪区', 'county', '140100', NULL, '{}', NULL, NULL),
  ('140109', '万柏林区', 'county', '140100', NULL, '{}', NULL, NULL),
  ('140110', '晋源区', 'county', '140100', NULL, '{}', NULL, NULL),
  ('140121', '清徐县', 'county', '140100', NULL, '{}', NULL, NULL),
  ('140181', '古交市', 'county', '140100', NULL, '{}', NULL, NULL),
  ('150602', '东胜区', 'county', '150600', NULL, '{}', NULL, NULL),
  ('150603', '康巴什区', 'county', '150600', NULL, '{}', NULL, NULL),
  ('150621', '达拉特旗', 'county', '150600', NULL, '{}', NULL, NULL),
  ('150622', '准格尔旗', 'county', '150600', NULL, '{}', NULL, NULL),
  ('150623', '鄂托克前旗', 'county', '150600', NULL, '{}', NULL, NULL),
  ('150624', '鄂托克旗', 'county', '150600', NULL, '{}', NULL, NULL),
  ('150625', '杭锦旗', 'county', '150600', NULL, '{}', NULL, NULL),
  ('150626', '乌审旗', 'county', '150600', NULL, '{}', NULL, NULL),
  ('150627', '伊金霍洛旗', 'county', '150600', NULL, '{}', NULL, NULL),
  ('141123100', '蔚汾镇', 'township', '141123', '141123', '{}', NULL, NULL),
  ('141123101', '魏家滩镇', 'township', '141123', '141123', '{}', NULL, NULL),
  ('141123102', '瓦塘镇', 'township', '141123', '141123', '{}', NULL, NULL),
  ('141123103', '康宁镇', 'township', '141123', '141123', '{}', NULL, NULL),
  ('141123104', '高家村镇', 'township', '141123', '141123', '{}', NULL, NULL),
  ('141123105', '罗峪口镇', 'township', '141123', '141123', '{}', NULL, NULL),
  ('141123106', '蔡家会镇', 'township', '141123', '141123', '{}', NULL, NULL),
  ('141123200', '交楼申乡', 'township', '141123', '141123', '{}', NULL, NULL),
  ('141123201', '恶虎滩乡', 'township', '141123', '141123', '{}', '2021-03-31', NULL),
  ('141123202', '东会乡', 'township', '141123', '141123', '{}', NULL, NULL),
  ('141123203', '固贤乡', 'township', '141123', '141123', '{}', NULL, NULL),
  ('141123204', '奥家湾乡', 'township', '141123', '141123', '{}', NULL, NULL),
  ('141123205', '蔡家崖乡', 'township', '141123', '141123', '{}', NULL, NULL),
  ('141123206', '贺家会乡', 'township', '141123', '141123', '{}', '2021-03-31', NULL),
  ('141123207', '孟家坪乡', 'township', '141123', '141123', '{}', NULL, NULL),
  ('141123208', '赵家坪乡', 'township', '141123', '141123', '{}', NULL, NULL),
  ('141123209', '圪𪣻上乡', 'township', '141123', '141123', '{圪垯上乡,圪达上乡}', NULL, NULL),
  ('142325', '兴县', 'county', '141100', NULL, '{}', '2003-12-31', '141123');
