package main

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// lookingFor is a county with one who looks for work as a carer, and two openings.
func lookingFor(t *testing.T) (o office, worker, opening string) {
	t.Helper()
	o = newOffice(t)
	for kind, csv := range map[string]string{
		"1associations": "乡镇,协会名称,覆盖行政村,成立时间\n康宁镇,甲村务工协会,甲村,2017.5\n",
		"2members":      "村,姓名,身份证号码,求职意向,意向地点,期望月薪\n甲村,王秀英,142325198005129982,护工,鄂尔多斯,4000\n",
		"3openings": "单位名称,统一社会信用代码,岗位名称,工作地点,需求人数,用工形式,月工资,证书要求,食宿\n" +
			"示例养老院,91150602MA0FAG439B,养老护理员,鄂尔多斯市东胜区,2,长期,4000-4400,无,包吃住\n" +
			"示例养老院,91150602MA0FAG439B,护工班长,鄂尔多斯市东胜区,2,长期,4500,健康证,包吃住\n",
	} {
		if err := os.WriteFile(filepath.Join(o.env["LAOWU_DATA"], kind+".csv"), []byte(csv), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for i, kind := range []string{"associations", "members", "openings"} {
		o.ask(t, exitDone, "import", kind, filepath.Join(o.env["LAOWU_DATA"], fmt.Sprint(i+1, kind, ".csv")))
	}
	return o, fmt.Sprint(o.number(t, "SELECT id FROM person")), fmt.Sprint(o.number(t, "SELECT id FROM opening WHERE title = '养老护理员'"))
}

// A match by command, both ways: its documents, its words, and what it refuses.
func TestMatch(t *testing.T) {
	t.Parallel()
	o, worker, opening := lookingFor(t)
	doc := o.ask(t, exitDone, "match", "worker", worker)
	fits, _ := doc["matches"].([]any)
	near, _ := doc["near"].([]any)
	if doc["worker"] != worker || len(fits) != 1 || len(near) != 1 {
		t.Fatalf("%v", doc)
	}
	fit, _ := fits[0].(map[string]any)
	parts, _ := fit["parts"].([]any)
	sum := 0.0
	for _, p := range parts {
		part, _ := p.(map[string]any)
		points, _ := part["points"].(float64)
		sum += points
	}
	if score, _ := fit["score"].(float64); fit["opening"] != opening || len(parts) < 5 || math.Abs(sum-score) > 1e-9 || !strings.Contains(fmt.Sprint(fit["reasons"]), "期望地点：鄂尔多斯") {
		t.Errorf("%v", fit)
	}
	if almost, _ := near[0].(map[string]any); !strings.Contains(fmt.Sprint(almost["missing"]), "缺：健康证") {
		t.Errorf("%v", near)
	}
	if doc := o.ask(t, exitDone, "match", "opening", opening); !strings.Contains(fmt.Sprint(doc["matches"]), "name:王秀英") || doc["opening"] != opening {
		t.Errorf("%v", doc)
	}
	for words, args := range map[string][]string{
		"合适的岗位 1 个，差一点的 1 个": {"match", "worker", worker}, "差一点：缺：健康证": {"match", "worker", worker, "--limit", "1"},
		"合适的人 1 个": {"match", "opening", opening},
	} {
		if code, out, errs := o.call(t, args...); code != exitDone || !strings.Contains(out, words) {
			t.Errorf("%v: exit %d, %q %q", args, code, out, errs)
		}
	}
	for words, args := range map[string][]string{
		"没有这个编号的人": {"match", "worker", "4096"}, "没有这个编号的岗位": {"match", "opening", "4096"},
	} {
		if code, out, errs := o.call(t, args...); code != exitFailed || out != "" || !strings.Contains(errs, words) {
			t.Errorf("%v: exit %d, %q %q", args, code, out, errs)
		}
	}
	o.number(t, "WITH c AS (UPDATE opening SET closed_at = now() RETURNING id) SELECT count(*) FROM c")
	if code, _, errs := o.call(t, "match", "opening", opening); code != exitFailed || !strings.Contains(errs, "已经不招了") {
		t.Errorf("a closed one: exit %d, %s", code, errs)
	}
	for _, args := range [][]string{
		{"match"}, {"match", "worker"}, {"match", "enterprise", "1"}, {"match", "worker", "王秀英"}, {"match", "worker", "0"}, {"match", "worker", "-1"},
		{"match", "worker", worker, "--limit", "0"}, {"match", "worker", worker, "--limit", "101"}, {"match", "opening", opening, "2"},
	} {
		if code, _, errs := o.call(t, args...); code != exitUsage {
			t.Errorf("%v: exit %d, %s", args, code, errs)
		}
	}
}
