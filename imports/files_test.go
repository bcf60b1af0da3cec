package imports

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"laowu/imports/sheet"
)

// text writes a .csv and returns its path.
func text(t *testing.T, name, csv string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(people.Replace(csv)), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestFilesThatAreRefused(t *testing.T) {
	t.Parallel()
	d := story(t, founding)
	const roster = "村,姓名,身份证号码\n丙村,{王建}\n"
	good := text(t, "好.csv", roster)
	for code, path := range map[string]string{
		"empty":          text(t, "空.csv", ""),
		"no_heading":     text(t, "天气.csv", "天气,心情\n晴,好\n"),
		"not_a_workbook": text(t, "不是.xlsx", "姓名,身份证号码\n"),
	} {
		d.refuses(t, code, path)
		d.refuses(t, code, good, path)
		d.refuses(t, code, path, good)
	}
	d.refuses(t, "empty", text(t, "只有标题.csv", "村,姓名,身份证号码\n"))
	d.refuses(t, "empty", good, text(t, "只有标题.csv", "村,姓名,身份证号码\n"))
	d.refuses(t, "empty", text(t, "只有合计.csv", "村,姓名,身份证号码\n合计,,\n1,,\n"))
	d.refuses(t, "empty", pages(t, "空白.xlsx", page{name: "Sheet1", csv: "\n"}, page{name: "Sheet2", csv: "\n"}))
	d.refuses(t, "no_heading", pages(t, "隐藏.xlsx", page{name: "说明", csv: "说明\n"}, page{name: "花名册", csv: roster, hidden: true}))
	d.refuses(t, "no_heading", text(t, "太靠下.csv", strings.Repeat("一\n", 16)+roster))
	d.wants(t, "0", "SELECT count(*) FROM person")
	if got := summary(d.send(t, "members", text(t, "第十五行.csv", strings.Repeat("一\n", 14)+roster))); got != "1/0/0/0" {
		t.Errorf("headings in row 15: %s", got)
	}
}

// TestSeveralFiles: a key counts once in whatever sheet or file.
func TestSeveralFiles(t *testing.T) {
	t.Parallel()
	d := story(t, founding)
	first := pages(t, "一.xlsx", page{name: "丙村", csv: "姓名,身份证号码\n{王建}\n{李英}\n"}, page{name: "乙村", csv: "花名册\n姓名,身份证号码\n{王建}\n{张平}\n"})
	second := text(t, "一.xlsx.csv", "姓名,身份证号码,务工协会\n{张平},乙村\n{刘兰},乙村\n")
	again := text(t, "一.xlsx.csv", "姓名,身份证号码,务工协会\n{刘兰},乙村\n")
	r := d.send(t, "members", first, second, again)
	if got, want := summary(r), "4/0/0/3: 3 duplicate_in_file, 2 duplicate_in_file, 2 duplicate_in_file"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	var names []string
	for _, p := range r.Problems {
		names = append(names, p.File+" "+p.Sheet)
	}
	if want := []string{"一.xlsx 乙村", "一.xlsx.csv 一.xlsx", "一.xlsx.csv (2) 一.xlsx"}; !slices.Equal(names, want) {
		t.Errorf("problems in %q, want %q", names, want)
	}
	d.wants(t, "丙村 2, 乙村 1", "SELECT a.name, count(*) FROM person p JOIN area a ON a.code = p.village GROUP BY a.name ORDER BY 2 DESC")
}

// TestReportShape holds the report to the contract's keys, and its lists to
// being lists.
func TestReportShape(t *testing.T) {
	t.Parallel()
	d := story(t, founding)
	r := d.send(t, "members", text(t, "册.csv", "序号,村,姓名,身份证号码,月工资（元）\n1,丙村,{王建},3500\n合计,,,,\n"))
	r.ImportID = "7"
	have, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"import_id":"7","kind":"members","dry_run":false,"rows":1,"created":1,"updated":0,"unchanged":0,"rejected":0,` +
		`"files":[{"file":"册.csv","rows":1,"sheets":[{"sheet":"册","rows":1,"heading_row":1,"last_heading":1,` +
		`"columns":{"姓名":"name","月工资（元）":"wage","村":"village","身份证号码":"id_number"},"ignored_columns":["序号"],"fields":["","village","name","id_number","wage"],` +
		`"skipped_rows":[{"row":3,"why":"合计行"}]}],"skipped_sheets":[]}],"problems":[]}`
	if string(have) != want {
		t.Errorf("report\n%s\nwant\n%s", have, want)
	}
}

// TestProblems: a problem names the column as the office wrote it, says in
// Chinese what is wrong, and holds no number of anybody.
func TestProblems(t *testing.T) {
	t.Parallel()
	d := story(t, founding)
	r := d.send(t, "members", text(t, "册.csv", "填报日期：2019年12月31日\n村,姓 名,身份证号,年龄（周岁）,手机,户编号,务工情况,,家庭类别\n,,,,,,单位,年收入（万元）,\n"+
		"丙村,王建,142325197603089997,43,14000000001,,,,\n丙村,{李英},12,140000,,,,\n丙村,{张平},,,,甲厂,0.5,富户\n,{刘兰},,,7,,,\n"))
	var got []string
	for _, p := range r.Problems {
		got = append(got, strings.Join([]string{p.Column, p.Field, p.Severity, string(p.Code)}, " "))
		if regexp.MustCompile(`[0-9]{5}`).MatchString(p.Message) || !regexp.MustCompile(`^\p{Han}`).MatchString(p.Message) {
			t.Errorf("message %q", p.Message)
		}
	}
	want := []string{
		"身份证号 id_number error id_checksum", "年龄（周岁） age warning age_mismatch", "手机 phone error phone_format",
		"家庭类别 household_kind error unknown_value", "务工协会 association error missing",
	}
	if !slices.Equal(got, want) {
		t.Errorf("problems\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestRejectedNumbers: numbers that a spreadsheet lost or that could be read in
// two ways come back as they were, so that sending them again changes nothing;
// so do cells beyond the headings.
func TestRejectedNumbers(t *testing.T) {
	t.Parallel()
	d := story(t, founding)
	path := workbook(t, "册.xlsx", func(w *sheet.Writer) error {
		s, err := w.Sheet("丙村", sheet.Layout{})
		if err != nil {
			return err
		}
		if err := s.Row("姓名", "身份证号码", "外出时间", "联系电话"); err != nil {
			return err
		}
		// One lost number in eleven still has the right check digit.
		return errorsOf(
			s.Row("王建", 14232519760309e4, 2019.1, nil),
			s.Row("李英", "142325197001019984", 2019.1, 12, nil, "旁边写的"),
			s.Row("张平", "142325198005129974", 2019.1, nil))
	})
	r := d.send(t, "members", path)
	const want = "1/0/0/2: 2 id_precision_lost, 2 date_ambiguous, 3 phone_format, 3 date_ambiguous, 4 date_ambiguous"
	if got := summary(r); got != want {
		t.Fatalf("got %s, want %s", got, want)
	}
	back := d.rejected(t, r, path)
	again := d.send(t, "members", back)
	if got, want := summary(again), "0/0/0/2: 2 id_precision_lost, 2 date_ambiguous, 3 phone_format, 3 date_ambiguous"; got != want {
		t.Errorf("sent again: %s, want %s", got, want)
	}
	book := openBook(t, back)
	if got := book.Sheets()[0].Name; got != "丙村" {
		t.Errorf("sheet %q", got)
	}
	for row, err := range book.Rows(0) {
		if err != nil {
			t.Fatal(err)
		}
		if row.Number == 3 && row.Cells[5].Text != "旁边写的" {
			t.Errorf("row 3 came back as %v", row.Cells)
		}
	}
}

func errorsOf(all ...error) error {
	for _, err := range all {
		if err != nil {
			return err
		}
	}
	return nil
}
