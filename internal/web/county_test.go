package web_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"laowu/internal/access"
)

var drawnCell = regexp.MustCompile(`data-drawn="(\d+)"`)

// TestCountyPage: six figures with their ground, the chart's table open for who
// has no script, its numbers summing to the members, and the script on this page
// alone of those of the county.
func TestCountyPage(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	w := b.login(t, site, "county")
	w.get("/county").wants(200, "兴县总览", "截至 2026 年 11 月 24 日，", "数的", "2 个协会", "鄂尔多斯市 1 人，太原市 1 人", `data-chart="flow"`, `<details class="fold" open`,
		`href="/county/flow/file?as_of=2026-11-24"`, "/static/charts.", "有工资记录的 2 人，中位数 4,050", `href="/search"`)
	w.wellFormed()
	if got := len(regexp.MustCompile(`<dd class="v">`).FindAllString(w.body, -1)); got != 6 {
		t.Errorf("%d key numbers", got)
	}
	flow, _, _ := strings.Cut(w.body[strings.Index(w.body, `data-chart="flow"`):], "</figure>")
	sum := 0
	for _, m := range drawnCell.FindAllStringSubmatch(flow, -1) {
		n := 0
		if _, err := fmt.Sscan(m[1], &n); err != nil {
			t.Fatal(err)
		}
		sum += n
	}
	if sum != 3 {
		t.Errorf("the chart is of %d members, want 3", sum)
	}
	if got := w.row("康宁镇"); got != "康宁镇 1 0 0 0 0 1 2" {
		t.Errorf("the row says %q", got)
	}
	if got := w.row("全县 1 1"); got != "全县 1 1 0 0 0 1 3" {
		t.Errorf("the sum says %q", got)
	}
	w.get("/reports").wants(200).lacks("/static/charts.")
	w.get("/county?as_of=2017-01-01").wants(200, "这一天还没有会员")
	w.get("/county?as_of=2026-11-25").wants(422, "还没有到这一天", `value="2026-11-25"`)
	w.wellFormed()
}

// TestCountyFiles: the workbook of a chart holds the lines of its table, and
// taking it is noted.
func TestCountyFiles(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	b.hired(t)
	site := serve(t, b.Deps)
	w := b.login(t, site, "county")
	for chart, lines := range map[string][]string{
		"flow":     {"乡镇|鄂尔多斯市|太原市|省内其他|其他省|县内|没写在哪里|合计|", asLine(w.get("/county").row("康宁镇")), asLine(w.row("瓦塘镇")), asLine(w.row("全县"))},
		"wages":    {"去向|人数|月工资|中位数|有工资的|", "没写在哪里|3|3666|4500|3|"},
		"quotas":   {"月份|达标|临近底线|不达标|", "现在|0|0|1|"},
		"training": {"项目|报名|结业|持证|找到活|满90天|"},
		"homes":    {"乡镇|户数|过期|最早从|"},
	} {
		cells := cellsOf(t, []byte(w.get("/county/"+chart+"/file?as_of=2026-11-24").wants(200).body))
		for _, line := range lines {
			if !strings.Contains(cells, line) {
				t.Errorf("%s lacks %q:\n%s", chart, line, cells)
			}
		}
	}
	if made := b.trail(t, access.Exported); len(made) != 5 {
		t.Errorf("%d noted, want 5", len(made))
	}
	w.get("/county/nothing/file").wants(404)
	w.get("/county/flow/file?as_of=2099-01-01").wants(422, "数不出来")
}

// asLine is a row of a page as cellsOf has it.
func asLine(row string) string { return strings.ReplaceAll(row, " ", "|") + "|" }

// TestCountySeesChanges: what was counted is counted again once a record changed.
func TestCountySeesChanges(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	w := b.login(t, site, "county")
	for _, want := range []string{"3 名参会农民", "2 名参会农民"} {
		w.get("/county").wants(200, want)
		b.owner(t, fmt.Sprintf("DELETE FROM membership WHERE person = %d", b.people[li]))
	}
}
