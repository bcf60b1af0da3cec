package web_test

import (
	"strconv"
	"strings"
	"testing"

	"laowu/internal/access"
)

// crew puts three people beside 王建 to work at one employer in Ordos, all due.
func (b *bureau) crew(t *testing.T) {
	t.Helper()
	b.owner(t, "UPDATE placement SET started = '2026-11-01' WHERE person = $1", b.people[wang])
	b.owner(t, `INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed)
		SELECT '141123', n, '同乡' || n, 'male', '1980-01-01', decode(lpad(n::text, 32, 'c'), 'hex'), '' FROM generate_series(5001, 5003) n`)
	b.owner(t, `INSERT INTO placement (county, id, person, employer, place, place_text, started, reported_on, sources)
		SELECT '141123', n, n, '示例矿山', '150602', '东胜区', '2026-11-10', '2026-11-10', '{roster}' FROM generate_series(5001, 5003) n`)
}

// A card shows the telephone number in one tap, with the reason noted, asks what
// the outcome needs and no more, and leads on to the next person.
func TestCallCard(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	b.crew(t)
	work := b.wangsWork(t)
	b.owner(t, "UPDATE placement SET wage_min = 4500, wage_max = 4500 WHERE person = $1", b.people[wang])
	site := serve(t, b.Deps)
	w := b.login(t, site, "station")
	w.get(work+"/visit").wants(200, "工资还是每月 4500 元吗", "140****0001", "没打通", "不干了", "有问题", "还没有回访过").lacks("140 0000 0001", "tel:14000000001")
	w.post(work+"/phone").wants(200, "140 0000 0001", `href="tel:14000000001"`, "工资还是每月 4500 元吗")
	if said := b.trail(t, access.Revealed); len(said) != 1 || !strings.Contains(said[0], "回访") {
		t.Errorf("the trail says %q", said)
	}
	for want, fields := range map[string][]string{
		"请选回访的结果": {}, "请选是哪一类问题": {"outcome", "trouble"}, "请选为什么离岗": {"outcome", "left"},
		"工资请写每月多少元": {"outcome", "in_post", "wage_min", "很多"}, "身份证号或者电话号码": {"outcome", "in_post", "asked", "找 14000000009"},
	} {
		w.post(work+"/visit", append([]string{"card", "1", "on", "2026-11-24", "by", "x", "cut", "late"}, fields...)...).wants(422, want, `aria-invalid="true"`, `name="cut" value="late"`)
	}
	// What another choice asked and was touched before does not count.
	w.post(work+"/visit", "card", "1", "on", "2026-11-24", "way", "phone", "outcome", "no_answer", "paid", "yes", "wage_min", "1", "left_on", "昨天", "issue", "arrears").
		wants(303, "/placements/5001/visit?done=1")
	w.get("/placements/5001/visit?done=1").wants(200, "记下了，下一个", "同乡5001", "没有登记电话")
	w.post(work+"/visit", "card", "1", "on", "2026-11-24", "outcome", "in_post", "wage_same", "yes", "paid", "yes").wants(303, "/placements/5001/visit")
	var wage int
	b.reads(t, &wage, "SELECT wage_min FROM visit WHERE outcome = 'in_post' AND paid_on_time")
	if wage != 4500 {
		t.Errorf("the wage that was confirmed is on record as %d", wage)
	}
	w.get(work+"/visit").wants(200, "上次回访", "工资按时")
	w.post("/placements/5001/visit", "card", "1", "on", "2026-11-24", "outcome", "trouble", "issue", "injury", "employer", "示例矿山").
		wants(303, "/placements/5002/visit?employer=", "done=1", "case=")
	w.get(w.at).wants(200, "刚登记的维权")
	w.post("/placements/5002/visit", "card", "1", "on", "2026-11-24", "outcome", "left", "reason", "family", "willing", "yes").wants(303, "/placements/5003/visit")
	w.post("/placements/5003/visit", "card", "1", "on", "2026-11-24", "outcome", "no_answer").wants(303, "/visits?done=1")
	w.get("/visits?done=1").wants(200, "记下了", "同乡5003", "1 次没打通").lacks("同乡5001")
	b.login(t, site, "association2").post("/placements/5003/phone").wants(404, "没有这份务工记录")
	b.login(t, site, "auditor").post(work + "/phone").wants(403)
}

// Many of one employer are asked on one page; each card that was sent twice is
// one visit.
func TestRoundPage(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	b.crew(t)
	w := b.login(t, serve(t, b.Deps), "station")
	const round = "/visits/round?employer=%E7%A4%BA%E4%BE%8B%E7%9F%BF%E5%B1%B1"
	w.get("/visits/employers").wants(200, "示例矿山", "3 人该回访", "示例康养公司", "/visits?employer=")
	w.get("/visits?employer=示例矿山").wants(200, "同乡5001", "一趟做完", round).lacks("王建")
	w.get(round).wants(200, "还有 3 人没有问", "同乡5001", "同乡5003", "data-draft", "data-stay").lacks("王建")
	if n := strings.Count(w.body, "data-draft="); n != 3 {
		t.Errorf("%d cards of three people", n)
	}
	for range 2 {
		w.post("/placements/5002/visit", "card", "1", "round", "1", "employer", "示例矿山", "on", "2026-11-24", "outcome", "in_post", "paid", "no").wants(303, round, "done=1")
	}
	if n := b.count(t, "SELECT count(*) FROM visit"); n != 1 {
		t.Errorf("%d visits of one that was sent twice", n)
	}
	w.get(round).wants(200, "还有 2 人没有问").lacks("同乡5002")
	w.post("/placements/5001/visit", "card", "1", "round", "1", "employer", "示例矿山", "on", "2026-11-24", "outcome", "left", "asked", "回家种地").wants(422, "请选为什么离岗", "回家种地")
	for _, id := range []string{"5001", "5003"} {
		w.post("/placements/"+id+"/visit", "card", "1", "round", "1", "employer", "示例矿山", "on", "2026-11-24", "outcome", "no_answer").wants(303, round)
	}
	w.get(round).wants(200, "今天这家单位的人都问过了")
	w.get("/visits/round").wants(303, "/visits/employers")
}

// Each cut of the queue is a tab, and the next card stays in it.
func TestQueueCuts(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	b.crew(t)
	site := serve(t, b.Deps)
	b.owner(t, `INSERT INTO visit (county, person, placement, visited_on, outcome, source, recorded_at)
		SELECT '141123', 5002, 5002, d, 'no_answer', 'page', now() FROM unnest('{2026-11-18,2026-11-20}'::date[]) d`)
	w := b.login(t, site, "station")
	w.get("/visits?cut=tried").wants(200, "同乡5002", "2 次没打通", "/placements/5002/visit?cut=tried").lacks("同乡5001", "王建")
	w.get("/visits?cut=first").wants(200, "同乡5001", "王建").lacks("同乡5002")
	w.post("/placements/5002/visit", "card", "1", "on", "2026-11-24", "outcome", "in_post", "cut", "tried").wants(303, "/visits?cut=tried&done=1")
	w.get("/visits?cut=tried").wants(200, "没有这样的人")
	b.owner(t, "UPDATE placement SET started = '2019-11-10' WHERE id = 5001")
	w.get("/visits").wants(200, "上岗 7 年").lacks("2,5", "上岗第 2")
}

// A station sees the coach that comes, and after it left who is on it; ticking
// off twice, where the answer was lost, is once.
func TestArrivals(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	w, station := b.login(t, site, "association"), b.login(t, site, "station")
	station.get("/arrivals").wants(200, "现在没有要来的车")
	trip := b.planTrip(w)
	w.post(trip+"/riders", "rider", b.id(wang), "rider", b.id(li)).wants(303)
	station.get("/arrivals").wants(200, "还没有出发", "2 人").lacks("李英", "data-draft")
	w.post(trip+"/leave", "person", b.id(wang), "person", b.id(li)).wants(303)
	station.get("/station").wants(200, "车在路上", "/arrivals")
	station.get("/arrivals").wants(200, "李英", "王建", "到了的人", "data-draft", "2 人在路上")
	at := "/arrivals/" + trip[strings.LastIndex(trip, "/")+1:]
	station.post(at, "on", "2026-11-24").wants(422, "没有记上", "一个人也没有到")
	station.post(at, "on", "2026-11-30", "person", b.id(li)).wants(422, "到达日期", `value="2026-11-30"`)
	before := b.count(t, "SELECT count(*) FROM placement")
	for range 2 {
		station.post(at, "on", "2026-11-24", "person", b.id(li)).wants(303, "/arrivals?done=1")
	}
	if n := b.count(t, "SELECT count(*) FROM placement"); n != before+1 {
		t.Errorf("%d spells of one who came", n-before)
	}
	station.post(at, "on", "2026-11-24", "person", b.id(wang)).wants(422, "已经记过到达")
	station.get("/arrivals?done=1").wants(200, "记下了").lacks("李英")
	station.post("/arrivals/"+strconv.Itoa(999999), "on", "2026-11-24", "person", b.id(li)).wants(404, "没有这一趟")
	w.get("/arrivals").wants(403)
}

// Cases are cut into those of one's own, those overdue, all and those that are
// closed.
func TestCaseCuts(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	work := b.wangsWork(t)
	site := serve(t, b.Deps)
	w := b.login(t, site, "station")
	w.post(work+"/case", "kind", "injury", "said", "砸了脚").wants(303, "/cases/")
	at := w.at
	w.get("/cases?cut=mine").wants(200, "工伤：王建", "归我办", at)
	w.get("/cases?cut=late").wants(200, "没有过期的")
	b.owner(t, "UPDATE followup_case SET opened_on = '2020-01-01', deadline = '2020-02-01'")
	w.get("/cases?cut=late").wants(200, "晚了 6 年多", at)
	w.get("/station").wants(200, "维权过了期限")
	w.post(at+"/owner", "to", "county 0", "said", "请县里出面").wants(303)
	w.get("/cases?cut=mine").wants(200, "没有归我办的")
	w.get("/cases").wants(200, "工伤：王建")
	w.get("/cases?cut=closed").wants(200, "没有已结的")
}
