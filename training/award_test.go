package training

import (
	"errors"
	"testing"
	"time"

	"laowu/internal/access"
	"laowu/internal/db"
)

// TestReadAward: a certificate is issued from the class's last day on, and not
// in the future.
func TestReadAward(t *testing.T) {
	t.Parallel()
	c, today := Class{Ends: ptr(date(t, "2026-11-20"))}, date(t, "2026-11-24")
	for text, want := range map[string]string{
		"2026-11-20": "", "2026-11-24": "", "2026-11-19": "发证日期早于结业日期，请核对这两个日期", "2026-11-25": "发证日期还没到，证书发下来再登记", "": "写发证日期",
	} {
		_, err := ReadAward(c, today, reader(map[string]string{"certificate": "养老护理员（五级）", "issued": text}))
		var wrong Refusals
		if errors.As(err, &wrong); wrong.Of("issued") != want {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// TestGiveCertificates: everybody who completed the class gets one and nobody
// else, once; a permit knows its end and its review by the rule, and renews the
// one before; a completion certificate is no skill certificate.
func TestGiveCertificates(t *testing.T) {
	t.Parallel()
	d := school(t, yard+`
		UPDATE class SET trade = '低压电工' WHERE id = 22;
		INSERT INTO enrolment (county, person, class, result, dropped) VALUES
		  ('141123', 1, 22, 'passed', false), ('141123', 2, 22, 'good', false), ('141123', 3, 22, 'failed', false), ('141123', 4, 22, '', false), ('141123', 5, 22, 'passed', true);
		INSERT INTO certificate (county, id, person, kind, code, name, issued) VALUES ('141123', 900, 1, 'special_operation', 'electrician_op', '旧电工证', '2020-01-01');`)
	give := func(by db.Actor, name string) (n int, err error) {
		err = d.Tx(t.Context(), by, func(tx *db.Tx) (err error) {
			n, err = GiveCertificates(t.Context(), tx, register(t), 22, Award{Name: name, Issued: date(t, "2026-11-24")})
			return err
		})
		return n, err
	}
	for _, other := range []db.Actor{secondSchool, firstVillage, auditor} {
		if n, _ := give(other, "低压电工作业证"); n != 0 {
			t.Errorf("%s gives %d", other.Role, n)
		}
	}
	if n, err := give(county, "低压电工作业证"); n != 2 || err != nil {
		t.Fatalf("%d given, %v", n, err)
	}
	if n, err := give(county, "低压电工作业证"); n != 0 || err != nil {
		t.Errorf("%d given again, %v", n, err)
	}
	within(t, d, county, func(tx *db.Tx) error {
		all, err := Certificates(t.Context(), tx, 1)
		if err != nil || len(all) != 2 {
			t.Fatalf("%d certificates, %v", len(all), err)
		}
		k := all[0]
		if k.Kind != SpecialOperation || k.Code != "electrician_op" || k.Trade != "低压电工" || !k.Expires.Equal(date(t, "2032-11-24")) || !k.ReviewOn.Equal(date(t, "2029-11-24")) {
			t.Errorf("the permit is %+v", k)
		}
		if all[1].ID != 900 || all[1].ReplacedBy == nil || *all[1].ReplacedBy != k.ID {
			t.Errorf("the one before is %+v", all[1])
		}
		return nil
	})
}

func TestCompletionIsNoSkill(t *testing.T) {
	t.Parallel()
	d := school(t, yard+"INSERT INTO enrolment (county, person, class, result) VALUES ('141123', 1, 22, 'passed')")
	within(t, d, firstSchool, func(tx *db.Tx) error {
		n, err := GiveCertificates(t.Context(), tx, register(t), 22, Award{Name: "养老护理员培训结业证", Issued: date(t, "2026-11-24")})
		if n != 1 {
			t.Errorf("%d given", n)
		}
		return err
	})
	within(t, d, county, func(tx *db.Tx) error {
		all, err := Certificates(t.Context(), tx, 1)
		if err != nil || len(all) != 1 || all[0].Kind != Completion || all[0].Code != "" {
			t.Errorf("%+v, %v", all, err)
		}
		by, err := OutcomesByClass(t.Context(), tx, tx.Today())
		if err != nil || len(by) != 1 || by[0].Completed != 1 || by[0].Certified != 0 {
			t.Errorf("outcomes %+v, %v", by, err)
		}
		return nil
	})
}

// TestReview: each review that was passed moves the next one by the rule, and
// stays on record; a permit that ends by then has none to come.
func TestReview(t *testing.T) {
	t.Parallel()
	d := school(t, `INSERT INTO certificate (county, id, person, kind, code, name, issued, expires, review_on, replaced_by) VALUES
		('141123', 1, 1, 'special_operation', 'electrician_op', '电工证', '2022-12-01', '2040-12-01', '2025-12-01', NULL),
		('141123', 2, 2, 'special_operation', 'electrician_op', '电工证', '2023-11-20', '2029-11-20', '2026-11-20', NULL),
		('141123', 3, 3, 'skill', 'elder_care', '养老护理员', '2022-12-01', NULL, NULL, NULL),
		('141123', 4, 4, 'special_operation', 'electrician_op', '电工证', '2012-12-01', NULL, NULL, 1)`)
	review := func(by db.Actor, id int64, on string) error {
		return d.Tx(t.Context(), by, func(tx *db.Tx) error { return Review(t.Context(), tx, id, date(t, on)) })
	}
	for _, c := range []struct {
		by   db.Actor
		id   int64
		on   string
		want error
	}{
		{county, 1, "2025-11-30", nil}, {county, 1, "2025-11-30", ErrReviewed}, {county, 1, "2026-11-24", nil}, {county, 1, "2026-11-25", ErrReviewFuture},
		{county, 1, "2022-11-30", ErrReviewEarly}, {county, 2, "2026-11-20", nil}, {county, 3, "2026-11-20", ErrNoReview}, {county, 4, "2026-11-20", ErrRenewed},
		{county, 9, "2026-11-20", access.ErrNotFound}, {firstVillage, 1, "2026-11-20", access.ErrNotFound}, {auditor, 1, "2026-11-20", access.ErrNotFound},
	} {
		if err := review(c.by, c.id, c.on); !errors.Is(err, c.want) {
			t.Errorf("%s notes a review of %d on %s: %v, want %v", c.by.Role, c.id, c.on, err, c.want)
		}
	}
	within(t, d, county, func(tx *db.Tx) error {
		first, err := Certificates(t.Context(), tx, 1)
		if err != nil {
			return err
		}
		second, err := Certificates(t.Context(), tx, 2)
		if k := first[0]; len(k.Reviewed) != 2 || k.Reviewed[1].Format(time.DateOnly) != "2026-11-24" || k.ReviewOn.Format(time.DateOnly) != "2029-11-24" {
			t.Errorf("the first is %+v", k)
		}
		if k := second[0]; len(k.Reviewed) != 1 || k.ReviewOn != nil {
			t.Errorf("the second is %+v", k)
		}
		return err
	})
}
