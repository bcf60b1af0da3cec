package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestReports makes each report of a small demonstration county, as JSON, as
// text and as a workbook, and refuses a day that has not come.
func TestReports(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.call(t, "migrate")
	if code, _, errs := o.call(t, "demo", "--scale", "0.01"); code != exitDone {
		t.Fatalf("demo: exit %d, %s", code, errs)
	}
	tomorrow := time.Now().AddDate(0, 0, 2).Format(time.DateOnly)
	for name, words := range map[string]string{
		"bulletin": "参会农民", "quotas": "家企业有用工协议", "households": "有劳动能力且有就业意愿的搬迁贫困户", "ranking": "务工协会", "draft": "劳务日报（2019年12月31日）",
	} {
		book := filepath.Join(t.TempDir(), name+".xlsx")
		if code, out, errs := o.call(t, "report", name, "--as-of", "2019-12-31", "--out", book); code != exitDone || !strings.Contains(out, words) {
			t.Errorf("%s: exit %d, %s%s", name, code, out, errs)
		}
		if info, err := os.Stat(book); err != nil || info.Size() < 3000 {
			t.Errorf("%s has no workbook: %v", name, err)
		}
		doc := o.ask(t, exitFailed, "report", name, "--as-of", tomorrow)
		if said := fmt.Sprint(doc["error"]); !strings.Contains(said, "还没有到这一天") {
			t.Errorf("%s of a day that has not come: %v", name, doc)
		}
	}
	doc := o.ask(t, exitDone, "report", "households", "--as-of", "2019-12-31")
	if doc["able_and_willing"] == 0.0 || doc["able_and_willing"] != doc["covered"] || fmt.Sprint(doc["uncovered"]) != "[]" || len(doc) != 3 {
		t.Errorf("households %v", doc)
	}
	weekly := o.ask(t, exitDone, "report", "draft", "--period", "week", "--as-of", "2019-12-31")
	if weekly["from"] != "2019-12-25" || weekly["to"] != "2019-12-31" {
		t.Errorf("weekly draft from %v to %v", weekly["from"], weekly["to"])
	}
	for _, args := range [][]string{{"report"}, {"report", "payroll"}, {"report", "draft", "--period", "month"}, {"report", "bulletin", "--period", "day"}, {"report", "bulletin", "--submit", "--differences"}, {"report", "bulletin", "--correct", " "}} {
		if code, _, errs := o.call(t, args...); code != exitUsage {
			t.Errorf("%v: exit %d, %s", args, code, errs)
		}
	}
}

// TestSubmitReport submits a day's report by command, changes the record and says
// why it differs.
func TestSubmitReport(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.call(t, "migrate")
	report := func(want int, args ...string) map[string]any {
		t.Helper()
		return o.ask(t, want, append([]string{"report", "bulletin", "--as-of", "2019-12-31"}, args...)...)
	}
	report(exitFailed, "--differences")
	report(exitDone, "--submit")
	if doc := report(exitFailed, "--submit"); !strings.Contains(fmt.Sprint(doc), "已经提交") {
		t.Errorf("submitted twice: %v", doc)
	}
	if doc := report(exitFailed, "--correct", "核对"); !strings.Contains(fmt.Sprint(doc), "没有不同") {
		t.Errorf("corrected without a change: %v", doc)
	}
	o.number(t, "WITH a AS (INSERT INTO association (county, code, township, name) VALUES ('141123', 'x', '141123103', '甲村务工协会') RETURNING id) SELECT count(*) FROM a")
	report(exitDone, "--correct", "漏报一个协会")
	want := "[map[id:associations is:1 reason:漏报一个协会 was:0 zh:务工协会]]"
	if doc := report(exitDone, "--differences"); fmt.Sprint(doc["differences"]) != want {
		t.Errorf("differences %v, want %s", doc["differences"], want)
	}
	if n := o.number(t, "SELECT count(*) FROM audit WHERE action IN ('report_submitted', 'report_corrected') AND actor LIKE 'os:%'"); n != 2 {
		t.Errorf("noted %d times", n)
	}
	if code, out, errs := o.call(t, "report", "comment", "x", "新成立", "--as-of", "2019-12-31"); code != exitDone {
		t.Errorf("comment: exit %d, %s%s", code, out, errs)
	}
	if code, _, errs := o.call(t, "report", "comment", "没有", "新成立"); code != exitFailed || !strings.Contains(errs, "没有这个乡镇") {
		t.Errorf("comment on nothing: exit %d, %s", code, errs)
	}
}
