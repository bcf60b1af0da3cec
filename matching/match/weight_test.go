package match

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/training"
)

// Weights are set from a day on by the county alone, and never come to more
// than 100.
func TestSetWeight(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	back := errors.New("taken back")
	for _, c := range []struct {
		name  string
		as    db.Actor
		set   []Weight
		wrong string // of the points; - where it is not found
	}{
		{"less", bureau, []Weight{{Trade, day(t, "2026-12-01"), 20, "县文"}}, ""},
		{"more than is left", bureau, []Weight{{Trade, day(t, "2026-12-01"), 31, "县文"}}, "这样 2026-12-01 起各项加起来 101 分，超过 100 分；先把别的项调低"},
		{"more, after another is less", admin, []Weight{{Place, day(t, "2026-12-01"), 10, "县文"}, {Trade, day(t, "2026-12-01"), 35, "县文"}}, ""},
		{"too much on a later day", bureau, []Weight{{Place, day(t, "2026-12-01"), 5, "县文"}, {Place, day(t, "2027-01-01"), 15, "县文"}, {Trade, day(t, "2026-12-01"), 40, "县文"}},
			"这样 2027-01-01 起各项加起来 110 分，超过 100 分；先把别的项调低"},
		{"an association", jia, []Weight{{Trade, day(t, "2026-12-01"), 20, "县文"}}, "-"},
		{"an auditor", auditor, []Weight{{Trade, day(t, "2026-12-01"), 20, "县文"}}, "-"},
		{"an enterprise", home, []Weight{{Trade, day(t, "2026-12-01"), 20, "县文"}}, "-"},
	} {
		err := o.Tx(t.Context(), c.as, func(tx *db.Tx) error {
			for _, w := range c.set {
				if err := SetWeight(t.Context(), tx, w); err != nil {
					return err
				}
			}
			return back
		})
		var wrong training.Refusals
		switch {
		case c.wrong == "" && errors.Is(err, back), c.wrong == "-" && errors.Is(err, access.ErrNotFound):
		case errors.As(err, &wrong) && wrong.Of("points") == c.wrong:
		default:
			t.Errorf("%s: %v", c.name, err)
		}
	}
	o.must(t, bureau, func(ctx context.Context, tx *db.Tx) error {
		return SetWeight(ctx, tx, Weight{Trade, day(t, today), 20, "县文"})
	})
	o.must(t, admin, func(ctx context.Context, tx *db.Tx) error {
		var noted int
		if got := o.worker(ctx, t, tx).Matches[0].Parts[0].Points; got != 2000 {
			t.Errorf("the trade brings %d", got)
		}
		if err := tx.QueryRow(ctx, "SELECT count(*) FROM audit WHERE action = 'rule_set' AND noun = 'match_weight'").Scan(&noted); err != nil {
			return err
		}
		if noted != 1 {
			t.Errorf("%d notes", noted)
		}
		return nil
	})
}

// Every part has a weight from the first day on, and together they are a whole
// score.
func TestWeightsFromTheStart(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.must(t, bureau, func(ctx context.Context, tx *db.Tx) error {
		all, err := Weights(ctx, tx)
		if err != nil {
			return err
		}
		for i, k := range Kinds() {
			if len(all) != len(Kinds()) || all[i].Part != k.Part || all[i].Source == "" || k.Name == "" || k.Says == "" {
				t.Errorf("%d weights, the %dth %+v", len(all), i, all[min(i, len(all)-1)])
			}
		}
		if n := on(all, tx.Today()).sum(); n != most {
			t.Errorf("the weights come to %d", n)
		}
		if n := on(all, day(t, "1999-12-31")).sum(); n != 0 {
			t.Errorf("before the first day they come to %d", n)
		}
		return nil
	})
}

func TestReadWeight(t *testing.T) {
	t.Parallel()
	right := map[string]string{"part": "trade", "valid_from": "2026年12月1日", "points": "２０", "source": " 县文 "}
	for _, c := range []struct{ field, value, want string }{
		{"", "", ""},
		{"part", "", "选一项"}, {"part", "sex", "选一项"},
		{"valid_from", "", "写从哪天起"}, {"valid_from", "2026-12", "写到哪一天，例如 2026-12-01"},
		{"points", "", "写最多几分"}, {"points", "101", "填 0 到 100 的数"}, {"points", "-1", "填 0 到 100 的数"},
		{"source", " ", "写依据的文件，别人才查得到"}, {"source", "问 14000000140", "不要写身份证号码和电话号码"}, {"source", fmt.Sprintf("%0201d", 0), "写得太长了，最多 200 个字"},
	} {
		w, err := ReadWeight(func(field string) string {
			if field == c.field {
				return c.value
			}
			return right[field]
		})
		var wrong training.Refusals
		errors.As(err, &wrong)
		if wrong.Of(c.field) != c.want || len(wrong) > 1 {
			t.Errorf("%s %q: %v, want %s", c.field, c.value, wrong, c.want)
		}
		if want := (Weight{Trade, day(t, "2026-12-01"), 20, "县文"}); c.field == "" && w != want {
			t.Errorf("%+v, want %+v", w, want)
		}
	}
}
