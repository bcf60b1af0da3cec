package web_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
)

// TestAssociationPages: members, their work and who was not heard of; found by
// name and by tab; a page of each.
func TestAssociationPages(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	b.owner(t, "UPDATE person SET created_at = '2019-01-01', updated_at = '2019-01-01' WHERE id = $1", b.people[zhang])
	b.owner(t, "UPDATE membership SET joined = '2019-01-01' WHERE person = $1", b.people[zhang])
	b.owner(t, "UPDATE placement SET reported_on = '2019-01-01' WHERE person = $1", b.people[zhang])
	site := serve(t, b.Deps)
	w := b.login(t, site, "county")
	if got := w.get("/associations").wants(200, "2 个").row("甲村务工协会"); got != "甲村务工协会 康宁镇，1 个村 2 1 0 0 户 没有导入过 有新记录" {
		t.Errorf("the row says %q", got)
	}
	if got := w.row("乙村务工协会"); !strings.HasSuffix(got, " 1 1 0 0 户 没有导入过 未报") {
		t.Errorf("the row says %q", got)
	}
	w.wellFormed()
	w.get("/associations?show=missing").wants(200, "乙村务工协会").lacks("甲村务工协会")
	w.get("/associations?q=%E5%BA%B7%E5%AE%81").wants(200, "甲村务工协会").lacks("乙村务工协会")
	w.get("/associations?q=%E4%B8%99").wants(200, "没有这样的协会")
	var id int64
	b.tx(t, admin, func(tx *db.Tx) error {
		return tx.QueryRow(t.Context(), "SELECT id FROM association WHERE name = '甲村务工协会'").Scan(&id)
	})
	if got := w.get(fmt.Sprintf("/associations/%d", id)).wants(200, "甲村务工协会", "康宁镇", "占会员的 50%").row("甲村"); !strings.HasSuffix(got, " 2") {
		t.Errorf("the village says %q", got)
	}
	w.wellFormed()
}

// TestEnterprisePages: what each offers and how it holds its agreement.
func TestEnterprisePages(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	b.hired(t)
	b.owner(t, `INSERT INTO quota_freeze (county, enterprise, month, figures, frozen_at, frozen_by) VALUES
		('141123', $1, '2026-10-01', '{"regular": {"hires": 4, "local": 3, "required": 0.6, "met": true}, "temporary": {"met": true}}', now(), '')`, b.enterprises[0])
	var name string
	var openings, posts int
	b.tx(t, admin, func(tx *db.Tx) error {
		return tx.QueryRow(t.Context(), `SELECT e.name, count(*), sum(o.headcount) FROM enterprise e JOIN opening o ON o.enterprise = e.id
			WHERE e.id = $1 AND o.closed_at IS NULL AND (o.valid_until IS NULL OR o.valid_until >= $2) GROUP BY 1`, b.enterprises[0], tx.Today()).Scan(&name, &openings, &posts)
	})
	site := serve(t, b.Deps)
	w := b.login(t, site, "county")
	if got := w.get("/enterprises?show=missed").wants(200, "1 家").row(name); !strings.HasSuffix(got, fmt.Sprintf(" %d %d 1 ÷ 2 长期工 50%% 不达标", openings, posts)) {
		t.Errorf("the row says %q", got)
	}
	w.wellFormed()
	w.get("/enterprises?show=near").wants(200, "没有这样的单位")
	w.get("/enterprises?q="+name).wants(200, name)
	path := fmt.Sprintf("/enterprises/%d", b.enterprises[0])
	w.get("/enterprises").wants(200, `href="`+path+`"`)
	w.get(path).wants(200, name, "不达标", fmt.Sprintf("在招 %d 个", openings), `data-chart="line"`, `data-drawn="75"`, `data-drawn="50"`, `data-drawn="60"`, "/static/charts.")
	w.wellFormed()
}

// TestApprovals: what waits for the county stands in one place, and who had
// numbers shown whole, by organisation and reason, the unusual marked.
func TestApprovals(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	b.wanted(t, b.login(t, site, "association2"))
	b.tx(t, admin, func(tx *db.Tx) error {
		_, err := roster.AskCorrection(t.Context(), tx, b.people[wang], "other", "名字写错了")
		return err
	})
	jia := b.login(t, site, "association")
	for _, field := range []string{"phone", "id_number"} {
		jia.post(b.person(wang)+"/reveal", "field", field, "reason", "other", "other", "送他上车").wants(200)
	}
	w := b.login(t, site, "county")
	w.get("/approvals").wants(200, "还没有到期的", "王建", "等县里定的 1 件")
	w.wellFormed()
	w.get("/approvals?tab=waivers").wants(200, "没有在办的说明")
	w.get("/approvals?tab=requests").wants(200, "名字写错了", "办好了")
	w.wellFormed()
	if got := w.get("/approvals?tab=reveals").wants(200).row("送他上车"); !strings.HasPrefix(got, "甲村务工协会 · 务工协会 association 送他上车 2 2 ") || strings.Contains(got, "看得多") {
		t.Errorf("the row says %q", got)
	}
	w.lacks("王建")
	w.wellFormed()
	b.owner(t, "UPDATE reveal_rule SET many = 1")
	if got := w.get("/approvals?tab=reveals").row("送他上车"); !strings.Contains(got, "看得多") {
		t.Errorf("the row says %q", got)
	}
	b.clock.pass(14 * time.Hour) // by night
	b.login(t, site, "association").post(b.person(wang)+"/reveal", "field", "phone", "reason", "other", "other", "半夜有事").wants(200)
	auditor := b.login(t, site, "auditor")
	if got := auditor.get("/approvals?tab=reveals").row("半夜有事"); !strings.Contains(got, "夜里看") {
		t.Errorf("the row says %q", got)
	}
	b.clock.pass(40 * 24 * time.Hour)
	b.login(t, site, "auditor").get("/approvals?tab=reveals").wants(200, "没有人看过全号")
	b.tx(t, db.Actor{County: "141123", Role: db.Township, Organisation: 1}, func(tx *db.Tx) error {
		all, _, err := access.RevealList(t.Context(), tx)
		if len(all) != 0 {
			t.Errorf("a township reads %v", all)
		}
		return err
	})
}

// TestSearchAll: one box finds people by name and by number, and the rest by
// words; what was typed is in no address and a number in no button.
func TestSearchAll(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	b.owner(t, ownClasses)
	b.owner(t, ownImports)
	site := serve(t, b.Deps)
	w := b.login(t, site, "county")
	w.get("/search").wants(200, `method="post" action="/search"`)
	w.wellFormed()
	w.post("/search", "q", "王建").wants(200, "一共找到 1 条", b.person(wang), "142325********9998").lacks("李英")
	w.wellFormed()
	w.post("/search", "q", wang).wants(200, "王建")
	if strings.Count(w.body, wang) != 1 {
		t.Errorf("the number stands %d times", strings.Count(w.body, wang))
	}
	w.post("/search", "q", familyPhone).wants(200, "王建", "李英").lacks("张平")
	w.post("/search", "q", "甲村").wants(200, "甲村务工协会", "/associations/", "康宁镇，甲村务工协会")
	w.post("/search", "q", "护理").wants(200, "岗位", "/openings/")
	w.post("/search", "q", "本校").wants(200, "/classes/900011").lacks("/classes/900012")
	w.post("/search", "q", "第 900011 号").wants(200, "/imports/900011", "/classes/900011").lacks("/imports/900012")
	b.owner(t, `INSERT INTO followup_case (county, id, person, employer, kind, owner_role, opened_on, deadline)
		VALUES ('141123', 900021, $1, '没登记的工地', 'arrears', 'county', '2026-11-20', '2026-12-20')`, b.people[wang])
	w.post("/search", "q", "登记的工地").wants(200, "/cases/900021", "没登记的工地") // he said so himself: the work is not on record
	w.post("/search", "q", "qqxxzz").wants(200, "没有找到")
	w.post("/search", "q", " ").wants(422, "写几个字再找")
	w.wellFormed()
	auditor := b.login(t, site, "auditor")
	auditor.post("/search", "q", "王建").wants(200, "王**").lacks("<a href=\"" + b.person(wang) + "\"><bdi>王建")
	b.login(t, site, "association").post("/search", "q", "王建").wants(403)
	b.owner(t, `INSERT INTO enterprise (county, uscc, name) SELECT '141123', 'X' || lpad(n::text, 17, '0'), '很多公司' || n FROM generate_series(1, 120) n`)
	w.post("/search", "q", "很多公司").wants(200, "看全部 120 家").lacks("很多公司2<")
	ask := "q=很多公司&kind=enterprise&at=0"
	w.post("/search", "ask", ask).wants(200, "很多公司11", "看后面的", "共 120 家")
	if n := strings.Count(w.body, ">很多公司"); n != 50 {
		t.Errorf("a page of %d", n)
	}
	w.post("/search", "ask", "q=很多公司&kind=enterprise&at=50").wants(200, "回到第 1 页")
}
