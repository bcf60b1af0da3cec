package rule

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/db/testdb"
)

func TestMain(m *testing.M) { os.Exit(testdb.Run(m)) }

// Three tables of each kind of field.
var (
	visits = Table{Name: "visit_rule", Title: "回访", Fields: []Field{
		{Column: "days", Label: "第几天", Unit: "天", Kind: Counts, Least: 1, Most: 400}, {Column: "every", Label: "每隔", Unit: "天", Least: 1, Most: 400}, {Column: "early_days", Least: 0, Most: 9}, {Column: "tries", Least: 1, Most: 9},
	}}
	cases = Table{Name: "case_rule", Title: "案件", Fields: []Field{
		{Column: "kind", Label: "哪一种", Kind: Choice, Options: []Option{{"injury", "工伤"}, {"other", "其他"}}}, {Column: "days", Label: "期限", Unit: "天", Least: 1, Most: 365},
	}, Check: func(n map[string]int) (string, string) {
		if n["days"] == 13 {
			return "days", "十三天不行"
		}
		return "days", ""
	}}
	quiet = Table{Name: "notice_rule", Title: "消息", Fields: []Field{
		{Column: "quiet_from", Label: "晚上", Kind: Clock}, {Column: "quiet_to", Label: "早上", Kind: Clock}, {Column: "stale_days", Least: 1, Most: 9}, {Column: "kept_days", Least: 1, Most: 400},
	}}
	wages = Table{Name: "minimum_wage", Title: "最低工资", Fields: []Field{{Column: "place", Label: "哪里", Kind: Place}, {Column: "monthly", Label: "每月", Unit: "元", Least: 500, Most: 9000}}}
)

func place(text string) string {
	return map[string]string{"太原": "140100", "东胜区": "150602"}[text]
}

func TestRead(t *testing.T) {
	t.Parallel()
	right := map[string]string{"valid_from": "2026年12月1日", "source": " 县文〔2026〕1号 ", "days": "７ 30、90", "every": "90", "early_days": "0", "tries": "3", "kind": "injury", "place": "太原", "monthly": "1,980元", "quiet_from": "22：30", "quiet_to": "7:05", "stale_days": "2", "kept_days": "90"}
	for _, c := range []struct {
		Table
		column, text, want string
	}{
		{visits, "", "", "[7,30,90 90 0 3]"}, {visits, "days", "7、7", "days:从小到大写，例如 7、30、90"}, {visits, "days", "", "days:填几个数，例如 7、30、90"}, {visits, "days", "7、九", "days:九：看不懂这个数，请用阿拉伯数字填写，如 30、3500 或 3500-4500"},
		{visits, "days", "1 2 3 4 5 6 7 8 9 10 11 12 13", "days:最多 12 个数"}, {visits, "every", "401", "every:填 1 到 400 的数"}, {visits, "every", " ", "every:填一个数"}, {visits, "tries", "-1", "tries:填 1 到 9 的数"},
		{visits, "valid_from", "", "valid_from:写从哪天起"}, {visits, "valid_from", "2026-12", "valid_from:写到哪一天，例如 2026-12-01"},
		{visits, "source", " ", "source:写依据的文件，别人才查得到"}, {visits, "source", "问 14000000140", "source:不要写身份证号码和电话号码"}, {visits, "source", fmt.Sprintf("%0201d", 0), "source:写得太长了，最多 200 个字"},
		{cases, "days", "15", "[injury 15]"}, {cases, "kind", "arrears", "kind:选一项"}, {cases, "days", "13", "days:十三天不行"},
		{quiet, "", "", "[22:30 07:05 2 90]"}, {quiet, "quiet_from", "25:00", "quiet_from:填几点几分，例如 21:00"}, {quiet, "quiet_to", "", "quiet_to:填几点几分，例如 21:00"},
		{wages, "", "", "[140100 1980]"}, {wages, "place", "没有的地方", "place:区划里没有这个地方：写区划代码，或省市县的名称"}, {wages, "monthly", "100", "monthly:填 500 到 9000 的数"},
	} {
		r, err := c.Read(func(column string) string {
			if column == c.column {
				return c.text
			}
			if column == "days" && c.Name == cases.Name {
				return "15"
			}
			return right[column]
		}, place)
		got := fmt.Sprint(r.Values)
		var wrong Refusals
		if errors.As(err, &wrong) {
			if got = c.column + ":" + wrong[c.column]; len(wrong) > 1 {
				t.Errorf("%s %q: also %v", c.column, c.text, wrong)
			}
		}
		if got != c.want {
			t.Errorf("%s %s %q: %s, want %s", c.Name, c.column, c.text, got, c.want)
		}
		if err == nil && (r.Source != "县文〔2026〕1号" || r.ValidFrom.Format(time.DateOnly) != "2026-12-01") {
			t.Errorf("%+v", r)
		}
	}
}

// What is set holds from its day on, of its key alone; the county sets, and each
// change is noted with what it says.
func TestSet(t *testing.T) {
	t.Parallel()
	d := testdb.New(t)
	day := func(text string) time.Time { on, _ := time.Parse(time.DateOnly, text); return on }
	bureau := db.Actor{County: "141123", Role: db.County, Organisation: 1, Name: "ju"}
	set := func(as db.Role, table Table, r Row) error {
		as2 := bureau
		as2.Role = as
		return d.Tx(t.Context(), as2, func(tx *db.Tx) error { return Set(t.Context(), tx, table, r) })
	}
	for _, s := range []struct {
		Table
		Row
	}{
		{visits, Row{day("2026-12-01"), "县文", []string{"5,20", "60", "2", "4"}}}, {visits, Row{day("2026-12-01"), "县文二", []string{"6,20", "60", "2", "4"}}},
		{cases, Row{day("2026-01-01"), "县文", []string{"other", "10"}}}, {wages, Row{day("2026-01-01"), "省文", []string{"140100", "2100"}}},
		{quiet, Row{day("2026-01-01"), "县文", []string{"22:30", "07:05", "2", "90"}}},
	} {
		if err := set(db.County, s.Table, s.Row); err != nil {
			t.Fatal(err)
		}
	}
	for _, role := range []db.Role{db.Association, db.Auditor, db.Enterprise, db.Trainer, db.Worker, db.Nobody} {
		if err := set(role, visits, Row{day("2027-01-01"), "自己定的", []string{"1", "1", "1", "1"}}); !errors.Is(err, access.ErrNotFound) {
			t.Errorf("%s: %v", role, err)
		}
	}
	for _, c := range []struct {
		Table
		on   string
		want []string
	}{
		{visits, "2026-11-30", []string{"2000-01-01 7,30,90,180 90 3 3"}}, {visits, "2026-12-01", []string{"2026-12-01 6,20 60 2 4"}},
		{cases, "2026-06-01", []string{"2000-01-01 arrears 7", "2000-01-01 dispute 15", "2000-01-01 injury 30", "2026-01-01 other 10"}},
		{quiet, "2026-02-01", []string{"2026-01-01 22:30 07:05 2 90"}},
		{wages, "2024-11-30", []string{"2023-01-01 140100 1980", "2023-01-01 141123 1780", "2021-12-01 150600 1980"}},
	} {
		var all []Row
		if err := d.ReadTx(t.Context(), bureau, func(tx *db.Tx) (err error) {
			all, err = List(t.Context(), tx, c.Table)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		var got []string
		for i, holds := range c.Holds(all, day(c.on)) {
			if holds {
				got = append(got, all[i].ValidFrom.Format(time.DateOnly)+" "+strings.Join(all[i].Values, " "))
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s on %s: %q, want %q", c.Name, c.on, got, c.want)
		}
	}
	var noted string
	if err := d.ReadTx(t.Context(), db.Actor{County: "141123", Role: db.Auditor}, func(tx *db.Tx) error {
		return tx.QueryRow(t.Context(), "SELECT count(*) || ' ' || max(detail->>'set') FROM audit WHERE noun = 'visit_rule'").Scan(&noted)
	}); err != nil || noted != "2 第几天 6、20 天，每隔 60 天，2，4" {
		t.Errorf("noted %q, %v", noted, err)
	}
}
