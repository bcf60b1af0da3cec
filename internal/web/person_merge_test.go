package web_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
)

// twin is a second record of 王建, under a number with one digit written wrongly.
const twin = "142325197603089971"

// secondRecord brings it in, and returns its number.
func (b *bureau) secondRecord(t *testing.T) (id int64) {
	t.Helper()
	b.csv(t, "members", "乡镇,村,姓名,身份证号码,联系电话,务工地点,务工单位,工种\n康宁镇,甲村,王建,"+twin+","+familyPhone+",鄂尔多斯市,第二工地,瓦工\n")
	b.tx(t, admin, func(tx *db.Tx) error {
		list, err := roster.People(t.Context(), tx, b.Vault, roster.PersonFilter{Text: twin, Limit: 2})
		if err != nil || len(list.Lines) != 1 {
			return fmt.Errorf("%d found, %w", len(list.Lines), err)
		}
		id = list.Lines[0].ID
		return nil
	})
	return id
}

// TestMergePages: the county sees two records of one person side by side, merges
// them for a reason, and takes them apart again.
func TestMergePages(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	second := b.secondRecord(t)
	site := serve(t, b.Deps)
	w := b.login(t, site, "county")
	kept, gone := b.person(wang), "/people/"+strconv.FormatInt(second, 10)
	with := strconv.FormatInt(second, 10)
	w.get("/duplicates").wants(200, "王建", kept+"/merge?with="+with, "142325********9971", "电话相同、同一个村、出生日期和性别相同、身份证号码只错一位", "还没有合并过").lacks(wang, twin, "李英")
	w.get(kept+"/merge?with="+with).wants(200, "142325********9998", "142325********9971", "第二工地", "示例康养公司", "不同", "留下第一条").lacks(wang, twin)
	w.get(kept + "/merge?with=4096").wants(404)
	w.post(kept+"/merge", "with", with).wants(422, "没有合并", "凭什么")
	w.post(kept+"/merge", "with", with, "reason", "问过 14000000009").wants(422, "没有合并", "问过 14000000009", `aria-invalid="true"`)
	w.post(kept+"/merge", "with", strconv.FormatInt(b.people[li], 10), "reason", "看过户口本").wants(422, "两个人")
	w.post(kept+"/merge", "with", with, "reason", "看过户口本").wants(303, kept)
	w.get(kept).wants(200, "示例康养公司", "第二工地", "拆开成两条")
	w.get(gone).wants(303, kept)
	w.get("/duplicates").wants(200, "没有等核对的", "合着", "看过户口本")
	b.login(t, site, "association").get(gone).wants(303, kept)
	b.login(t, site, "association2").get(gone).wants(404, "没有这个人")
	merge, rest, _ := strings.Cut(cutAfter(w.get(kept).body, `action="/merges/`), "/undo")
	if rest == "" {
		t.Fatalf("no way to undo on the page:\n%s", w.body)
	}
	w.post("/merges/"+merge+"/undo").wants(422, "没有拆开", "凭什么")
	w.post("/merges/"+merge+"/undo", "reason", "问过 14000000009").wants(422, "没有拆开", "问过 14000000009", `aria-invalid="true"`)
	w.post("/merges/"+merge+"/undo", "reason", "认错了人").wants(303, "/duplicates")
	w.post("/merges/"+merge+"/undo", "reason", "认错了人").wants(404, "没有这次合并")
	w.get(gone).wants(200, "王建", "第二工地").lacks("示例康养公司")
	if made, undone := b.trail(t, access.Merged), b.trail(t, access.Parted); len(made) != 1 || len(undone) != 2 || !strings.Contains(made[0], "看过户口本") {
		t.Errorf("the trail says %q, %q", made, undone)
	}
	for login, status := range map[string]int{"township": 403, "association": 403, "auditor": 403, "admin": 200} {
		b.login(t, site, login).get("/duplicates").wants(status)
	}
}

func cutAfter(text, mark string) string {
	_, rest, _ := strings.Cut(text, mark)
	return rest
}

// TestFlagPage lists what cannot well be, each role its own people's, and says
// it on the person's page.
func TestFlagPage(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	w := b.login(t, site, "county")
	w.get("/flags").wants(200, "没有要核对的", "/duplicates")
	b.owner(t, `
		UPDATE placement SET started = '2025-01-05';
		INSERT INTO placement (county, person, employer, channel, full_time, started, reported_on, sources)
		SELECT county, id, '第二工地', 'self', true, '2025-03-05'::date, '2026-01-01'::date, '{roster}'::text[] FROM person WHERE name IN ('王建', '张平')
		UNION ALL SELECT county, id, '甲村村委会', 'public_welfare', false, '2020-03-05', '2026-01-01', '{roster}' FROM person WHERE name = '李英'`)
	w.get("/flags").wants(200, "同时两份全职", "第二工地", "王建", "张平", "公益岗到期未退", "李英", "4 件")
	w.get("/flags?kind=two_full_time").wants(200, "王建", "张平", "2 件").lacks("李英")
	w.get(b.person(wang)).wants(200, "要核对：同时两份全职", "2025 年 3 月 5 日起")
	w.get(b.person(li)).wants(200, "要核对：公益岗到期未退").lacks("同时两份全职")
	b.login(t, site, "township").get("/flags").wants(200, "王建", "李英", "3 件").lacks("张平", "/duplicates")
	b.login(t, site, "station").get("/flags").wants(403)
}
