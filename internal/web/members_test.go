package web_test

import (
	"regexp"
	"strings"
	"testing"

	"laowu/internal/access"
)

// TestMemberList: an association and a township cut their list by conditions, each
// with how many it leaves; a station and the county keep the list they search.
func TestMemberList(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	b.claim(t, wang, "271828")
	b.owner(t, "UPDATE person SET willing = true WHERE name = '李英'; UPDATE membership SET joined = '2026-01-01'")
	w := b.login(t, site, "association")
	w.get("/people").wants(200, "2 人", "王建", "李英", "没有在岗", `name="person"`, `form="ticked"`, `formaction="/people/refer"`, `formaction="/people/claims"`, "140****0001").lacks("张平", familyPhone)
	w.wellFormed()
	w.get("/people?work=home").wants(200, "1 人", "李英", `aria-current="true"`).lacks("王建")
	w.get("/people?work=away&login=yes").wants(200, "王建", "自己能登录").lacks("李英")
	w.get("/people?work=away&login=no").wants(200, "没有这样的人", "看全部人员").lacks("王建")
	w.get("/people?unplaced=yes").wants(200, "李英", "天没着落", "30 天没着落").lacks("王建")
	w.get("/people?work=flying").wants(200, "没有这样的人")
	w.get("/people?tick=all").wants(200, "checked", "全不勾")
	w.get("/people?from=40").wants(200, "王建")
	w.post("/people", "q", "王建").wants(200, "找到 1 人", `formaction="/people/place"`)
	w.post("/people", "q", "").wants(303, "/people")
	b.login(t, site, "township").get("/people?village=none").wants(200, "没有这样的人")
	b.login(t, site, "association2").get("/people").wants(200, "张平").lacks("王建", "李英")
	for _, role := range []string{"county", "station"} {
		b.login(t, site, role).get("/people").wants(200, "王建").lacks("formaction")
	}
}

// TestTodayPage: what waits stands on one list, each with where it is done; what
// is only a number is not there.
func TestTodayPage(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	w := b.login(t, site, "association")
	b.owner(t, "UPDATE membership SET joined = '2026-01-01'; UPDATE placement SET started = '2026-11-23', reported_on = '2026-11-23'")
	w.get("/association").wants(200, "没着落的会员", "1 人没有活", `href="/people?unplaced=yes"`, `href="/imports"`, `href="/people?work=away"`)
	w.wellFormed()
	b.owner(t, `
		UPDATE placement SET started = '2026-11-01';
		INSERT INTO request (county, person, kind, made_at) SELECT '141123', id, 'correction', '2026-11-10' FROM person WHERE name IN ('王建', '张平');
		INSERT INTO certificate (county, person, kind, name, issued, expires) SELECT '141123', id, 'skill', '养老护理员证', '2020-01-01', '2026-12-10' FROM person WHERE name IN ('王建', '张平')`)
	w.get("/association").wants(200, "本人提的更正", "1 件等答复", "证书 30 天内到期", "12 月 10 日到期", "该回访的会员", `href="/visits"`)
	if strings.Index(w.body, "证书 30 天内到期") > strings.Index(w.body, "本人提的更正") {
		t.Error("what has a deadline does not stand first")
	}
	b.login(t, site, "township").get("/township").wants(200, "证书 30 天内到期", "要核对的").lacks("本人提的更正", `href="/requests"`)
}

// TestReferSeveral: from a list and from an opening's page several are referred at
// once, and each is told of.
func TestReferSeveral(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	first, second, _ := b.openings(t)
	w := b.login(t, site, "association")
	both := "person=" + b.id(wang) + "&person=" + b.id(li)
	w.get("/people/refer?"+both+"&person="+b.id(zhang)).wants(200, "王建", "李英", "有 1 人没有列出来", "岗位号").lacks("张平")
	w.wellFormed()
	w.get("/people/refer").wants(200, "还没有勾人", "回到名单")
	w.post("/people/refer", "opening", first).wants(422, "没有推荐", "还没有勾人")
	w.post("/people/refer", "opening", "9999999", "person", b.id(wang), "shown", b.id(wang), "shown", b.id(li)).wants(422, "没有这个岗位号", `value="9999999"`, "王建", "李英")
	if strings.Count(w.body, "checked") != 1 {
		t.Errorf("%d are ticked after a refusal, want who was", strings.Count(w.body, "checked"))
	}
	w.post(b.person(li)+"/refer", "opening", first).wants(303)
	w.post("/people/refer", "opening", first, "person", b.id(wang), "person", b.id(li), "person", b.id(zhang), "person", "4711").wants(303, "/people/referred?")
	said := w.at
	w.get(said).wants(200, "推荐了 1 人", "3 人没有推荐", "已经推荐到这个岗位了", "不归您管").lacks("张平")
	w.wellFormed()
	w.get(said).wants(200, "推荐了 1 人") // reloaded, it says the same
	if n := len(b.trail(t, access.ReferralMade)); n != 2 {
		t.Errorf("%d referrals are noted", n)
	}
	w.get("/people/referred?opening="+second+"&of="+b.id(wang)).wants(200, "推荐了 0 人", "没有查到这次推荐")
	w.get("/people/referred?opening="+second+"&of="+b.id(zhang)).wants(200, "不归您管").lacks("张平")
	b.owner(t, "UPDATE opening SET closed_at = now() WHERE id = $1", second)
	w.post("/people/refer", "opening", second, "person", b.id(wang)).wants(422, "已经不招了", "王建")
	b.login(t, site, "station").post("/people/refer", "opening", first, "person", b.id(li)).wants(303, "of="+b.id(li)+"c") // does not work there: out of sight
}

// TestOpeningTicks: the people who suit an opening are ticked on its page.
func TestOpeningTicks(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	_, first := b.suits(t)
	w := b.login(t, serve(t, b.Deps), "association")
	w.get("/openings/"+first).wants(200, "李英", `value="`+b.id(li)+`"`, `form="ticked"`, `formaction="/people/refer"`, "这一页全勾上")
	w.wellFormed()
	w.get("/openings/"+first+"?tick=all").wants(200, "checked")
	w.post("/people/refer", "opening", first, "person", b.id(li)).wants(303, "/people/referred")
	w.get("/openings/" + first).wants(200).lacks(`value="` + b.id(li) + `"`)
}

// TestPlaceSeveral: several begin work by one form, all or none, with what is wrong
// beside each.
func TestPlaceSeveral(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	w := b.login(t, site, "association")
	shown := []string{"shown", b.id(wang), "shown", b.id(li), "channel", "association"}
	w.get("/people/place?person="+b.id(wang)+"&person="+b.id(li)).wants(200, "王建", "在岗：护工", "李英", "哪天上的岗")
	w.wellFormed()
	form := func(more ...string) []string { return append(append([]string{}, shown...), more...) }
	w.post("/people/place", form("person", b.id(wang), "person", b.id(li), "employer", "示例工地", "place", "太原市小店区", "trade", "力工", "wage", "4000-5000", "started", "2026-11-24")...).
		wants(422, "一个也还没有记", "还在别处干着全日制的活", `value="示例工地"`, `value="4000-5000"`, `value="力工"`)
	w.wellFormed()
	w.get(b.person(li)).wants(200).lacks("示例工地")
	for _, bad := range []struct{ field, value, says string }{
		{"started", "2026-11-25", "今天以后"}, {"started", "", "请写上岗日期"}, {"wage", "很多", "工资写每月多少元"}, {"employer", "", "请写清楚在哪家单位"}, {"opening", "999999", "没有这个岗位"}, {"opening", "护工", "没有这个岗位"},
	} {
		fields := form("person", b.id(li))
		for name, good := range map[string]string{"employer": "示例工地", "place": "太原市小店区", "started": "2026-11-24", "wage": "", "opening": ""} {
			if name == bad.field {
				good = bad.value
			}
			fields = append(fields, name, good)
		}
		w.post("/people/place", fields...).wants(422, bad.says, "李英")
	}
	w.post("/people/place", form("person", b.id(zhang), "employer", "示例工地", "place", "太原市小店区", "started", "2026-11-24")...).wants(422, "一个也还没有记").lacks("张平")
	w.post("/people/place", form("person", b.id(li), "employer", "示例工地", "place", "太原市小店区", "trade", "力工", "wage", "4000-5000", "started", "2026-11-24")...).wants(303, "done=placed")
	w.get(w.at).wants(200, "记了 1 人上岗")
	w.get(b.person(li)).wants(200, "示例工地", "力工")
	w.post("/people/place", form("person", b.id(li), "employer", "示例工地", "place", "太原市小店区", "started", "2026-11-24")...).wants(303, "joined=1")
	b.login(t, site, "station").post("/people/place").wants(403)
}

// TestLeaveSeveral: several left, for one reason; they are found again by who looks
// for people without work.
func TestLeaveSeveral(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	w := b.login(t, serve(t, b.Deps), "township")
	w.get("/people/leave?person="+b.id(wang)+"&person="+b.id(li)).wants(200, "王建", "李英", "为什么")
	w.wellFormed()
	base := []string{"shown", b.id(wang), "shown", b.id(li), "person", b.id(wang)}
	w.post("/people/leave", append(base, "on", "2026-11-24", "reason", "")...).wants(422, "请选为什么离岗", "王建")
	w.post("/people/leave", append(base, "on", "2026-11-25", "reason", "wage")...).wants(422, "不能晚于今天")
	w.post("/people/leave", append(base, "person", b.id(li), "on", "2026-11-24", "reason", "wage", "done", "工地停了")...).wants(422, "一个也还没有记", "不用记离岗", "工地停了")
	w.post("/people/leave", append(base, "on", "2026-11-24", "reason", "wage", "willing", "yes", "done", "工地停了")...).wants(303, "done=left")
	w.get(w.at).wants(200, "记了 1 人离岗", "王建")
	w.get(b.person(wang)).wants(200, "嫌工资低", "工地停了")
	w.get("/people?work=home").wants(200, "王建")
}

var slipCode = regexp.MustCompile(`[2-9A-HJ-NP-Z]{4}`)

// TestClaimSheet: codes of several are printed at once, but for who has a login;
// each is noted and counts towards the limit.
func TestClaimSheet(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	b.claim(t, wang, "271828")
	before := len(b.trail(t, access.ClaimPrinted))
	w := b.login(t, site, "association")
	both := []string{"person", b.id(wang), "person", b.id(li), "person", b.id(zhang)}
	w.get("/people/claims?person="+b.id(wang)+"&person="+b.id(li)).wants(200, "已经能自己登录，不印", "印勾上的人的认领码")
	w.wellFormed()
	if strings.Count(w.body, "checked") != 1 {
		t.Error("who can log in is ticked")
	}
	w.post("/people/claims").wants(422, "还没有勾人")
	w.post("/people/claims", "person", b.id(wang)).wants(422, "已经能自己登录")
	w.post("/people/claims", both...).wants(200, "李英", "甲村", "认领码", "裁开").lacks("王建", "张平", "142325")
	if !slipCode.MatchString(w.body) || strings.Count(w.body, `class="slip"`) != 1 {
		t.Errorf("%d slips", strings.Count(w.body, `class="slip"`))
	}
	if n := len(b.trail(t, access.ClaimPrinted)); n != before+1 {
		t.Errorf("%d codes are noted, want one more than %d", n, before)
	}
	for range 99 { // of a hundred at once
		w.post("/people/claims", "person", b.id(li)).wants(200)
	}
	before = len(b.trail(t, access.ClaimPrinted))
	w.post("/people/claims", "person", b.id(li)).wants(429, "打印认领码太多了")
	if n := len(b.trail(t, access.ClaimPrinted)); n != before {
		t.Errorf("a refused sheet is noted: %d, was %d", n, before)
	}
}

// TestPrintedLists: members by village, numbers masked; a list to telephone by,
// whole for a reason that is noted of each.
func TestPrintedLists(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	w := b.login(t, serve(t, b.Deps), "association")
	w.get("/people/print").wants(200, "直接打印", "甲村", "1. 王建", "140****0001", "142325********").lacks("张平", familyPhone, "印电话全号")
	w.wellFormed()
	w.get("/people/print?work=home").wants(200, "没有在岗", "李英").lacks("王建")
	w.get("/people/print?as=calls").wants(200, "电话表", "怎么说", "印电话全号", "140****0001").lacks("142325", "140 0000 0001")
	w.wellFormed()
	w.get("/people/print?person="+b.id(li)+"&person="+b.id(zhang)).wants(200, "电话表", "李英").lacks("王建", "张平")
	w.post("/people/print", "reason", "打电话联系本人").wants(303, "/people/print")
	w.post("/people/print", "shown", b.id(li), "shown", b.id(zhang), "reason", "other", "other", "").wants(422, "至少两个字", "李英").lacks("140 0000 0001")
	w.post("/people/print", "shown", b.id(li), "shown", b.id(zhang), "reason", "打电话联系本人").wants(200, "140 0000 0001", "李英").lacks("张平", "140 0000 0003", li)
	if said := b.trail(t, access.Revealed); len(said) != 1 || !strings.Contains(said[0], "打电话联系本人") {
		t.Errorf("the trail says %q", said)
	}
}

// TestFindWork: members without work stand with what suits each best, and are sent
// there by one button.
func TestFindWork(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	_, first := b.suits(t)
	b.owner(t, "UPDATE membership SET joined = '2026-01-01'")
	w := b.login(t, serve(t, b.Deps), "association")
	w.get("/people/jobs").wants(200, "等着找活的 1 人", "李英", "合适的岗位 ", "最合适的：养老护理员", "工种：养老护理员，本人想干", "推荐去这里").lacks("王建", "张平")
	w.wellFormed()
	w.post(b.person(li)+"/refer", "opening", first).wants(303)
	b.owner(t, "UPDATE person SET willing = false")
	w.get("/people/jobs").wants(200, "没有等着找活的会员")
}

// TestPausePage: the mark is cleared on a person's page, until a day and for a
// reason, and set free again.
func TestPausePage(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	b.owner(t, "UPDATE membership SET joined = '2026-01-01'")
	w := b.login(t, site, "association")
	page := b.person(li)
	w.get(page).wants(200, "先不提醒没着落")
	w.post(page+"/pause", "until", "2026-11-24", "reason", "家里盖房").wants(422, "最早明天", "家里盖房")
	w.post(page+"/pause", "until", "2027-01-01", "reason", "打14000000001").wants(422, "不要写身份证号", `value="2027-01-01"`)
	w.post(page+"/resume").wants(422, "没有消掉过")
	w.post(page+"/pause", "until", "2027-01-01", "reason", "家里盖房").wants(303, "done=paused")
	w.get(page+"?done=paused").wants(200, "先不提醒了", "家里盖房", "恢复提醒", "甲村务工协会")
	w.wellFormed()
	w.get("/people?unplaced=paused").wants(200, "李英")
	w.get("/people/jobs").wants(200).lacks("李英")
	w.post(page + "/resume").wants(303)
	w.get("/people?unplaced=yes").wants(200, "李英")
	w.post(b.person(zhang)+"/pause", "until", "2027-01-01", "reason", "家里盖房").wants(404)
	b.login(t, site, "county").get(page).wants(200).lacks("先不提醒没着落")
}
