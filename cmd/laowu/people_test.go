package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// twoRecords is a county in which a roster wrote one man's number twice, once
// wrongly, and two factories of which one became the other's.
func twoRecords(t *testing.T) office {
	t.Helper()
	o := newOffice(t)
	for kind, csv := range map[string]string{
		"1associations": "乡镇,协会名称,覆盖行政村,成立时间\n康宁镇,甲村务工协会,甲村,2017.5\n",
		"2members":      "村,姓名,身份证号码\n甲村,王建,142325197603089998\n甲村,王建,142325197603089971\n甲村,王建,142325197907129979\n",
		"3enterprises":  "企业名称,统一社会信用代码\n老厂,91141123MA0AL47R7J\n新厂,91150602MA0FAG439B\n",
	} {
		if err := os.WriteFile(filepath.Join(o.env["LAOWU_DATA"], kind+".csv"), []byte(csv), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for i, kind := range []string{"associations", "members", "enterprises"} {
		o.ask(t, exitDone, "import", kind, filepath.Join(o.env["LAOWU_DATA"], fmt.Sprint(i+1, kind, ".csv")))
	}
	return o
}

func TestPeopleMerge(t *testing.T) {
	t.Parallel()
	o := twoRecords(t)
	list, _ := o.ask(t, exitDone, "people", "duplicates")["duplicates"].([]any)
	if len(list) != 1 {
		t.Fatalf("duplicates %v", list)
	}
	pair, _ := list[0].(map[string]any)
	records, _ := pair["records"].([]any)
	kept, _ := records[0].(map[string]any)
	gone, _ := records[1].(map[string]any)
	first, second := fmt.Sprint(kept["id"]), fmt.Sprint(gone["id"])
	if fmt.Sprintf("%v %v %v %v", pair["signs"], kept["id_number"], gone["id_number"], kept["village"]) != "[village birth slip] 142325********9998 142325********9971 甲村" {
		t.Errorf("a pair %v", pair)
	}
	if code, out, _ := o.call(t, "people", "duplicates"); code != exitDone || !strings.Contains(out, "同一个村、出生日期和性别相同、身份证号码只错一位") {
		t.Errorf("exit %d, %s", code, out)
	}
	third := fmt.Sprint(o.number(t, "SELECT id FROM person WHERE birth = '1979-07-12'"))
	for words, args := range map[string][]string{
		"两个人":      {"people", "merge", first, third, "--reason", "看过户口本"},
		"同一条记录":    {"people", "merge", first, first, "--reason", "看过户口本"},
		"没有这个编号的人": {"people", "merge", first, "4096", "--reason", "看过户口本"},
		"凭什么":      {"people", "merge", first, second, "--reason", "是"},
		"没有这次合并":   {"people", "unmerge", "4096", "--reason", "认错了"},
	} {
		if code, out, errs := o.call(t, args...); code != exitFailed || out != "" || !strings.Contains(errs, words) {
			t.Errorf("%v: exit %d, said %q %q", args, code, out, errs)
		}
	}
	doc := o.ask(t, exitDone, "people", "merge", first, second, "--reason", "看过户口本")
	if doc["kept"] != first || doc["gone"] != second || o.number(t, "SELECT count(*) FROM person") != 2 {
		t.Errorf("merged %v", doc)
	}
	if list, _ = o.ask(t, exitDone, "people", "duplicates")["duplicates"].([]any); len(list) != 0 {
		t.Errorf("still duplicates: %v", list)
	}
	if code, out, errs := o.call(t, "people", "unmerge", fmt.Sprint(doc["merge"]), "--reason", "认错了"); code != exitDone || !strings.Contains(out, "已拆开") {
		t.Errorf("exit %d, %s %s", code, out, errs)
	}
	if o.number(t, "SELECT count(*) FROM person") != 3 || o.number(t, "SELECT count(*) FROM audit WHERE action IN ('merged', 'parted') AND actor LIKE 'os:%'") != 3 {
		t.Error("not taken apart, or not noted")
	}
}

func TestEnterprisesMerge(t *testing.T) {
	t.Parallel()
	o := twoRecords(t)
	for words, args := range map[string][]string{
		"同一家企业":  {"enterprises", "merge", "老厂", "老厂", "--reason", "工商变更登记"},
		"没有这家企业": {"enterprises", "merge", "老厂", "没有的厂", "--reason", "工商变更登记"},
		"凭什么登记":  {"enterprises", "merge", "老厂", "新厂"},
		"还没有到":   {"enterprises", "merge", "老厂", "新厂", "--on", "2090-01-01", "--reason", "工商变更登记"},
		"没有并入别的": {"enterprises", "unmerge", "老厂", "--reason", "登记错了"},
	} {
		if code, out, errs := o.call(t, args...); code != exitFailed || out != "" || !strings.Contains(errs, words) {
			t.Errorf("%v: exit %d, said %q %q", args, code, out, errs)
		}
	}
	code, out, errs := o.call(t, "enterprises", "merge", "老厂", "91150602MA0FAG439B", "--on", "2020.5.1", "--reason", "工商变更登记")
	if code != exitDone || !strings.Contains(out, "老厂（91141123MA0AL47R7J）从 2020-05-01 起并入 新厂") {
		t.Errorf("exit %d, %s %s", code, out, errs)
	}
	if code, _, errs := o.call(t, "enterprises", "unmerge", "老厂", "--reason", "登记错了"); code != exitDone {
		t.Errorf("exit %d, %s", code, errs)
	}
	if n := o.number(t, "SELECT count(*) FROM enterprise WHERE merged_into IS NOT NULL"); n != 0 {
		t.Errorf("%d are still merged", n)
	}
}
