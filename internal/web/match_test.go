package web_test

import (
	"strconv"
	"testing"
)

// suits has 李英 look for work as a care worker, and the first opening ask for
// nothing that she lacks.
func (b *bureau) suits(t *testing.T) (person, opening string) {
	t.Helper()
	first, second, elsewhere := b.openings(t)
	b.owner(t, "UPDATE opening SET closed_at = now() WHERE id NOT IN ("+first+", "+second+", "+elsewhere+")")
	b.owner(t, "UPDATE opening SET title = '养老护理员', trade = 'elder_care', certificates = '{}', cert_text = '无', education = '', age_min = 16, age_max = 0, wage_min = 4000, wage_max = 5000 WHERE id = "+first)
	b.owner(t, "UPDATE opening SET title = '护工班长', trade = 'care', certificates = '{health}', cert_text = '健康证', education = '', age_min = 16, age_max = 0, wage_min = 4000, wage_max = 5000 WHERE id = "+second)
	b.owner(t, "UPDATE person SET wish_trades = '护工', wish_wage_min = 3800 WHERE id = "+b.id(li))
	b.index(t)
	return b.id(li), first
}

// A clerk reads on a member's page which openings suit her and why, and what
// nearly does, and sends her to the best by one button.
func TestMatchesOfPerson(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	person, opening := b.suits(t)
	w := b.login(t, site, "association")
	page := "/people/" + person
	w.get(page).wants(200, "合适的岗位", "养老护理员", "工种：养老护理员，本人想干", "工资高出期望 1200 元", "差一点", "缺：健康证", "由人来定", "怎么打分")
	w.wellFormed()
	w.post(page+"/refer", "opening", opening).wants(303, page+"#referrals")
	w.get(page).wants(200, "等单位看").lacks("工种：养老护理员，本人想干")

	b.login(t, site, "auditor").get(page).wants(200, "合适的岗位", "差一点").lacks(`action="` + page + `/refer"`)
	b.owner(t, "UPDATE person SET willing = false WHERE id = "+person)
	w.get(page).wants(200, "登记的是不愿意出去干活").lacks("差一点")
}

// An opening's page tells who looks after people which of them suit it, and
// nobody else.
func TestMatchesOfOpening(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	person, opening := b.suits(t)
	page := "/openings/" + opening
	w := b.login(t, site, "association")
	w.get(page).wants(200, "您这里合适的人", "李英", `value="`+person+`"`, `formaction="/people/refer"`, "工种：养老护理员，本人想干", "由人来定")
	w.wellFormed()
	b.login(t, site, "county").get(page).wants(200, "李英", "甲村务工协会")
	b.login(t, site, "auditor").get(page).wants(200, "李英").lacks("/refer\"")
	b.visitor(t, site).get(page).wants(200, "养老护理员").lacks("李英", "合适的人")
	for _, other := range []string{"enterprise", "trainer"} {
		b.login(t, site, other).get(page).wants(200, "养老护理员").lacks("李英", "合适的人")
	}
	b.login(t, site, "station").get(page).wants(200, "您这里现在没有又空闲、又合适的人").lacks("李英")
	b.owner(t, "UPDATE opening SET closed_at = now() WHERE id = "+opening)
	w.get(page).wants(200, "已经不招了").lacks("合适的人")
}

// A worker reads his own, and goes by the opening's page.
func TestMatchesOfWorker(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	b.suits(t)
	b.claim(t, wang, "271828")
	w := b.workerLogin(t, site, "271828")
	w.get("/me").wants(200, "适合您的岗位", "正在务工（示例康养公司），没有写到哪天")
	b.owner(t, "UPDATE placement SET ended = '2026-06-01' WHERE person = "+b.id(wang))
	w.get("/me").wants(200, "适合您的岗位", "工种：养老护理员，干过", "怎么打分").lacks("李英", "/people/")
	w.wellFormed()
	w.get("/match/rules").wants(200, "匹配怎么打分", "性别、民族、婚育这些不算").lacks("加一条分数")
	w.post("/match/rules", "part", "trade").wants(403)
}

// The county sets how many points a part brings; what is wrong is told beside
// the field, and nothing is lost.
func TestMatchRules(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	w := b.login(t, site, "county")
	w.get("/match/rules").wants(200, "搬迁户", "30 分", "加一条分数")
	w.wellFormed()
	w.post("/match/rules", "part", "trade", "valid_from", "2026-11-01", "points", "31", "source", "县文 7 号").
		wants(422, "这样 2026-11-01 起各项加起来 101 分，超过 100 分", "县文 7 号")
	w.wellFormed()
	w.post("/match/rules", "part", "trade", "valid_from", "2026-11-01", "points", "20", "source", "县文 7 号").wants(303, "/match/rules?done=set")
	w.get("/match/rules?done=set").wants(200, "分数记下了", "县文 7 号", "20 分")
	if n := b.count(t, "SELECT count(*) FROM match_weight WHERE part = 'trade' AND points IN (20, 30)"); n != 2 {
		t.Errorf("%s weights of the trade, want 2", strconv.Itoa(n))
	}
}
