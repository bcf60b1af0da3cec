package training

import (
	"errors"
	"testing"

	"laowu/internal/access"
	"laowu/internal/db"
)

func ruleForm(change ...string) map[string]string {
	fields := map[string]string{"valid_from": "2018-03-01", "men": "61", "women": "58", "once": "yes", "per_year": "1", "source": "晋人社发〔2018〕1号"}
	for i := 0; i+1 < len(change); i += 2 {
		fields[change[i]] = change[i+1]
	}
	return fields
}

func TestReadRules(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ field, text, want string }{
		"no day": {"valid_from", "", "写从哪天起"}, "a month": {"valid_from", "2018.3", "写到哪一天，例如 2026-12-01"}, "no age": {"men", "", "写男的多少岁以下"},
		"a child": {"women", "15", "填 16 到 100 的数"}, "never": {"per_year", "0", "填 1 到 50 的数"}, "no source": {"source", "", "写依据的文件，别人才查得到"},
	} {
		var wrong Refusals
		if _, err := ReadSubsidyRule(reader(ruleForm(c.field, c.text))); !errors.As(err, &wrong) || len(wrong) != 1 || wrong.Of(c.field) != c.want {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, c := range map[string]struct{ term, review, kind, field string }{
		"neither": {"", "", "driving", "term"}, "reviewed after its end": {"24", "36", "driving", "review"}, "a completion certificate": {"24", "", "completion", "kind"}, "no kind": {"24", "", "", "kind"},
	} {
		var wrong Refusals
		form := map[string]string{"kind": c.kind, "valid_from": "2020-01-01", "term": c.term, "review": c.review, "source": "x"}
		if _, err := ReadCertificateRule(reader(form)); !errors.As(err, &wrong) || len(wrong) != 1 || wrong.Of(c.field) == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestSetRules: a new rule speaks for classes and certificates of its days, and
// not for those before; the county alone sets one.
func TestSetRules(t *testing.T) {
	t.Parallel()
	d := school(t, classes+`
		INSERT INTO enrolment (county, person, class) VALUES ('141123', 1, 1), ('141123', 1, 2), ('141123', 1, 3);
		INSERT INTO certificate (county, id, person, kind, code, name, issued) VALUES ('141123', 901, 1, 'driving', 'driving_c1', 'C1', '2015-01-01'), ('141123', 902, 2, 'driving', 'driving_c1', 'C1', '2015-01-01');`)
	subsidy, err := ReadSubsidyRule(reader(ruleForm()))
	if err != nil {
		t.Fatal(err)
	}
	paper, err := ReadCertificateRule(reader(map[string]string{"kind": "driving", "valid_from": "2026-01-01", "term": "120", "source": "新规定"}))
	if err != nil {
		t.Fatal(err)
	}
	for _, by := range []db.Actor{firstSchool, firstVillage, auditor} {
		err := d.Tx(t.Context(), by, func(tx *db.Tx) error {
			return errors.Join(SetSubsidyRule(t.Context(), tx, subsidy), SetCertificateRule(t.Context(), tx, paper))
		})
		if !errors.Is(err, access.ErrNotFound) {
			t.Errorf("%s sets rules: %v", by.Role, err)
		}
	}
	within(t, d, county, func(tx *db.Tx) error {
		if err := errors.Join(SetSubsidyRule(t.Context(), tx, subsidy), SetSubsidyRule(t.Context(), tx, subsidy), SetCertificateRule(t.Context(), tx, paper)); err != nil {
			return err
		}
		all, err := Flags(t.Context(), tx, 0)
		if err != nil || len(all) != 1 || all[0].Class != 3 || all[0].Doubt != TooMany || all[0].Source != "晋人社发〔2018〕1号" {
			t.Errorf("flags %+v", all)
		}
		for person, want := range map[int64]string{1: "2036-06-01", 2: "2031-12-31"} {
			on := map[int64]string{1: "2026-06-01", 2: "2025-12-31"}[person]
			next, err := Renew(t.Context(), tx, 900+person, Renewal{Issued: date(t, on)})
			if err != nil {
				return err
			}
			held, err := Certificates(t.Context(), tx, person)
			if err != nil || held[0].ID != next || !held[0].Expires.Equal(date(t, want)) {
				t.Errorf("renewed on %s until %v, want %s", on, held[0].Expires, want)
			}
		}
		rules, err := SubsidyRules(t.Context(), tx)
		if len(rules) != 2 || rules[0].PerYear != 1 || rules[1].PerYear != 3 {
			t.Errorf("rules %+v", rules)
		}
		return err
	})
}
