package roster

import (
	"context"
	"strings"
	"testing"

	"laowu/internal/access"
	"laowu/internal/db"
)

// correct is AskCorrection as somebody, which has to go well.
func (p place) correct(t *testing.T, as db.Actor, person int64, field, said string) (id int64) {
	t.Helper()
	p.must(t, as, func(ctx context.Context, tx *db.Tx) (err error) {
		id, err = AskCorrection(ctx, tx, person, field, said)
		return err
	})
	return id
}

// askErasure is 王建's own.
func (p place) askErasure(t *testing.T) (id int64) {
	t.Helper()
	p.must(t, worker, func(ctx context.Context, tx *db.Tx) (err error) {
		id, err = AskErasure(ctx, tx, 1)
		return err
	})
	return id
}

func TestAskCorrection(t *testing.T) {
	t.Parallel()
	p := settle(t)
	for _, c := range []struct {
		name        string
		as          db.Actor
		field, said string
		want        error
	}{
		{"himself", worker, "name", "王健", nil},
		{"his association for him", own, "village", "搬到乙村了", nil},
		{"his township", township, "work", "2019-04-01到2020.10在东胜，3500-4500元", nil},
		{"a telephone without the number", worker, "phone", "", nil},
		{"no such field", worker, "wage", "4000", ErrField},
		{"no field", worker, "", "4000", ErrField},
		{"nothing said", worker, "name", " 　", ErrSaidNone},
		{"too long", worker, "other", strings.Repeat("长", 501), ErrSaidLong},
		{"just long enough", worker, "other", strings.Repeat("长", 500), nil},
		{"an ID number", worker, "name", "王健142325197603089998", ErrSaidNumber},
		{"a telephone number", worker, "phone", "１４０ 0000 0001", ErrSaidNumber},
		{"another worker", neighbour, "name", "王健", access.ErrNotFound},
		{"another association", foreign, "name", "王健", access.ErrNotFound},
		{"another county", otherCount, "name", "王健", access.ErrNotFound},
		{"station", station, "name", "王健", ErrRole},
		{"enterprise", aluminium, "name", "王健", ErrRole},
		{"auditor", auditor, "name", "王健", ErrRole},
		{"nobody", nobody, "name", "王健", ErrRole},
	} {
		err := p.try(t, c.as, func(ctx context.Context, tx *db.Tx) error {
			_, err := AskCorrection(ctx, tx, 1, c.field, c.said)
			return err
		})
		refused(t, c.name, err, c.want)
	}
	if n := p.text(t, "SELECT count(*) FROM request"); n != "5" {
		t.Errorf("%s requests", n)
	}
}

// TestNoNumberIsSaid: what looks like a person's number is refused however it is
// written, and years, days and wages are not.
func TestNoNumberIsSaid(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"14000000001": true, "1400 0000 001": true, "140-0000-0001": true, "+86 14000000001": true, "电话14000000001，姓名王健": true,
		"0358-6320001": true, "（0358）6320001": true, "03586320001": true,
		"142325197603089998": true, "142325 19760308 9998": true, "14232519760308999X": true, "142325760308999": true, "1423251976030899980": true,
		"2019-04-01": false, "2019-04-01 2020-05-01": false, "2019.4-2020.10": false, "2019.04-2020.05": false, "20190401": false,
		"3500-4500 元": false, "每月 3500，3600，4200": false, "户编号 0012": false, "12个月": false, "": false,
	} {
		if _, err := checkSaid(text); (err != nil) != want {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestOneErasureAtATime(t *testing.T) {
	t.Parallel()
	p := settle(t)
	id := p.askErasure(t)
	again := func(ctx context.Context, tx *db.Tx) error { _, err := AskErasure(ctx, tx, 1); return err }
	refused(t, "asked twice", p.try(t, worker, again), ErrErasureOpen)
	refused(t, "asked twice, by the association", p.try(t, own, again), ErrErasureOpen)
	refused(t, "of another", p.try(t, neighbour, again), access.ErrNotFound)
	p.must(t, county, func(ctx context.Context, tx *db.Tx) error {
		return AnswerRequest(ctx, tx, id, false, "还有没办完的补贴")
	})
	p.must(t, worker, again)
	if got := p.noted(t, "1"); got != "request_made request_refused request_made" {
		t.Errorf("noted: %s", got)
	}
}

func TestAnswerRequest(t *testing.T) {
	t.Parallel()
	p := settle(t)
	name, erasure := p.correct(t, worker, 1, "name", "王健"), p.askErasure(t)
	for _, c := range []struct {
		name   string
		as     db.Actor
		id     int64
		done   bool
		answer string
		want   error
	}{
		{"another association", foreign, name, true, "", access.ErrNotFound},
		{"another county", otherCount, name, true, "", access.ErrNotFound},
		{"no such request", county, 99, true, "", access.ErrNotFound},
		{"the worker himself", worker, name, true, "", ErrRole},
		{"township", township, name, true, "", ErrRole},
		{"auditor", auditor, name, true, "", ErrRole},
		{"enterprise", aluminium, name, true, "", access.ErrNotFound},
		{"the association erases", own, erasure, true, "", ErrRole},
		{"the association refuses to erase", own, erasure, false, "不行", ErrRole},
		{"no reason", own, name, false, " ", ErrReason},
		{"too long a reason", own, name, false, strings.Repeat("长", 501), ErrSaidLong},
		{"a number in the reason", own, name, false, "请打 14000000001", ErrSaidNumber},
		{"the association corrects", own, name, true, "已按身份证改好", nil},
		{"answered twice", own, name, false, "没改", ErrRequestEnded},
		{"the county refuses to erase", county, erasure, false, "还有没办完的补贴", nil},
		{"refused and then done", county, erasure, true, "", ErrRequestEnded},
	} {
		err := p.try(t, c.as, func(ctx context.Context, tx *db.Tx) error { return AnswerRequest(ctx, tx, c.id, c.done, c.answer) })
		refused(t, c.name, err, c.want)
	}
	p.must(t, worker, func(ctx context.Context, tx *db.Tx) error {
		all, err := Requests(ctx, tx, 1)
		if err != nil || len(all) != 2 || all[0].State != RequestRefused || all[0].Answer != "还有没办完的补贴" || all[0].Kind != Erasure ||
			all[1].State != RequestDone || all[1].Said != "王健" || all[1].Field != "name" || all[1].AnsweredAt == nil {
			t.Errorf("requests %+v, %v", all, err)
		}
		return nil
	})
	if got := p.noted(t, "1"); got != "request_made request_made request_done request_refused" {
		t.Errorf("noted: %s", got)
	}
}

// TestRequestLists: each sees those of whom he sees, and in his queue those
// that he may answer.
func TestRequestLists(t *testing.T) {
	t.Parallel()
	p := settle(t)
	p.correct(t, worker, 1, "name", "王健")
	p.correct(t, neighbour, 2, "work", "在太原做饭")
	p.askErasure(t)
	for _, c := range []struct {
		name string
		as   db.Actor
		want string
	}{
		{"association", own, "王建 name"}, {"another association", foreign, "李英 work"}, {"county", county, "王建 name，李英 work，王建 "},
		{"admin", admin, "王建 name，李英 work，王建 "}, {"township", township, ""}, {"worker", worker, ""}, {"auditor", auditor, ""},
		{"enterprise", aluminium, ""}, {"another county", otherCount, ""},
	} {
		p.must(t, c.as, func(ctx context.Context, tx *db.Tx) error {
			all, err := OpenRequests(ctx, tx)
			var got []string
			for _, r := range all {
				got = append(got, r.Name+" "+r.Field)
			}
			if strings.Join(got, "，") != c.want {
				t.Errorf("%s: queue %q, want %q", c.name, got, c.want)
			}
			return err
		})
	}
	p.must(t, auditor, func(ctx context.Context, tx *db.Tx) error {
		all, err := Requests(ctx, tx, 1)
		if len(all) != 2 || all[1].Name != "王**" || all[1].Said != "" {
			t.Errorf("the auditor reads %+v", all)
		}
		return err
	})
	refused(t, "another worker's", p.try(t, neighbour, func(ctx context.Context, tx *db.Tx) error { _, err := Requests(ctx, tx, 1); return err }), access.ErrNotFound)
}
