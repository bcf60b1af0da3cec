package web_test

import (
	"net/url"
	"testing"

	"laowu/internal/access"
	"laowu/internal/db"
)

// permits are 王建's electrician's permit, whose review is due in 30 days and
// whose end in 90, and 张平's licence, which ends in 60; both institutions' classes
// gave one.
const permits = `
	INSERT INTO class (county, id, programme, number, institution, office, starts, ends) VALUES
	  ('141123', 900011, 1, '第1期', '吕梁山护工培训基地', (SELECT id FROM office WHERE kind = 'trainer'), '2021-01-01', '2021-02-01');
	INSERT INTO enrolment (county, person, class, result) SELECT '141123', id, 900011, 'passed' FROM person WHERE name = '王建';
	INSERT INTO certificate (county, id, person, kind, code, name, number, issued, expires, review_on)
	SELECT '141123', 900000 + id, id, CASE name WHEN '王建' THEN 'special_operation' ELSE 'driving' END, CASE name WHEN '王建' THEN 'electrician_op' ELSE 'driving_c1' END,
	       CASE name WHEN '王建' THEN '低压电工证' ELSE 'C1驾驶证' END, '', '2021-02-22', CASE name WHEN '王建' THEN '2027-02-22' ELSE '2027-01-23' END::date,
	       CASE name WHEN '王建' THEN '2026-12-24'::date END
	FROM person WHERE name IN ('王建', '张平');`

// TestCertificatesDue: each sees what is due of its own people, on any day.
func TestCertificatesDue(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	b.owner(t, permits)
	site := serve(t, b.Deps)
	county := b.login(t, site, "county")
	county.get("/certificates/due").wants(200, "这天要告诉本人的", "王建", "张平", "复审", "换证", `href="`+b.person(wang)+`"`, ">30 天<", ">60 天<", ">90 天<")
	county.sound()
	county.get("/certificates/due?on=2026-11-25").wants(200, ">29 天<", ">59 天<", `value="2026-11-25"`).lacks("这天要告诉本人的")
	county.get("/certificates/due?on=2026-12-24").wants(200, "这天要告诉本人的", ">0 天<")
	county.get("/certificates/due?on=2031-01-01").wants(200, "90 天内没有证书到期")
	county.get("/certificates/due?on="+url.QueryEscape("明天")).wants(422, "看不懂这个日期", `value="明天"`, ">30 天<")
	b.login(t, site, "association").get("/certificates/due").wants(200, "王建").lacks("张平")
	b.login(t, site, "township").get("/certificates/due").wants(200, "王建").lacks("张平")
	b.login(t, site, "trainer").get("/certificates/due").wants(200, "王建").lacks("张平", "/people/")
	b.login(t, site, "auditor").get("/certificates/due").wants(200, "王**", "张**").lacks("王建", "张平")
}

// TestPapers: the county notes reviews and renewals on the holder's page; what
// was renewed stays there, and is not reminded of any more.
func TestPapers(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	b.owner(t, permits)
	site := serve(t, b.Deps)
	var permit string
	b.tx(t, admin, func(tx *db.Tx) error {
		return tx.QueryRow(t.Context(), "SELECT '/certificates/' || id FROM certificate WHERE code = 'electrician_op'").Scan(&permit)
	})
	county := b.login(t, site, "county")
	county.get(b.person(wang)).wants(200, "低压电工证", "还有 30 天", "复审通过", "换证", "2027 年 2 月 22 日到期")
	county.sound()
	county.post(permit+"/review", "reviewed", "2026-11-25").wants(422, "没有登记", "复审日期还没到", `value="2026-11-25"`)
	county.sound()
	county.post(permit+"/review", "reviewed", "2026-11-24").wants(303, b.person(wang)+"?done=reviewed")
	county.get(county.at).wants(200, "复审登记好了", "11 月 24 日复审通过", "还有 90 天")
	county.post(permit+"/renew", "issued", "2026-11-24", "expires", "2026-11-23", "paper", "N2").wants(422, "有效期早于发证日期", `value="2026-11-23"`, `value="N2"`)
	county.post(permit+"/renew", "issued", "2026-11-24", "paper", "N2").wants(303, b.person(wang)+"?done=renewed")
	county.get(county.at).wants(200, "换证登记好了", "已换证", "2032 年 11 月 24 日到期", "2029 年 11 月 24 日要复审", "11 月 24 日复审通过")
	county.post(permit+"/renew", "issued", "2026-11-24").wants(422, "已经换过证")
	county.get("/certificates/due").wants(200).lacks("王建")
	if a, b := b.trail(t, access.Reviewed), b.trail(t, access.Renewed); len(a) != 1 || len(b) != 1 {
		t.Errorf("on record: %q, %q", a, b)
	}
	village := b.login(t, site, "association")
	village.get(b.person(wang)).wants(200, "已换证").lacks("/certificates/")
	village.post(permit+"/renew", "issued", "2026-11-24").wants(403)
}
