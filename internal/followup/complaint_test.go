package followup

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/db/testdb"
	"laowu/internal/roster"
)

var passerBy = db.Actor{County: "141123", Role: db.Nobody, Name: "nobody"}

// complaints is a county with an opening and a vault.
func complaints(t *testing.T) (*db.DB, *access.Vault, string) {
	t.Helper()
	url := townAt(t, `INSERT INTO opening (id, county, enterprise, title, place_text, headcount, form) VALUES (5, '141123', 920, '护工', '东胜区', 3, 'regular')`)
	d := testdb.Open(t, url)
	v, err := access.OpenVault(t.Context(), d, db.Actor{County: "141123", Role: db.Admin, Name: "test"}, filepath.Join(t.TempDir(), "keyset.json"))
	if err != nil {
		t.Fatal(err)
	}
	return d, v, url
}

func TestComplainRefused(t *testing.T) {
	t.Parallel()
	d, v, _ := complaints(t)
	for _, c := range []struct {
		name string
		give Complaint
		want error
	}{
		{"no kind", Complaint{Said: "收钱"}, ErrComplaintKind},
		{"no such kind", Complaint{Kind: "x", Said: "收钱"}, ErrComplaintKind},
		{"no words", Complaint{Kind: "fee", Said: " \n "}, ErrComplaintNone},
		{"too long", Complaint{Kind: "fee", Said: strings.Repeat("字", 5001)}, ErrComplaintLong},
		{"a number among words", Complaint{Kind: "fee", Said: "打 14000002019"}, ErrComplaintNumber},
		{"a number for a name", Complaint{Kind: "fee", Said: "收钱", Contact: "14000002019"}, ErrContact},
		{"a long name", Complaint{Kind: "fee", Said: "收钱", Contact: strings.Repeat("王", 21)}, ErrContact},
		{"a telephone one digit short", Complaint{Kind: "fee", Said: "收钱", Phone: "1400000201"}, ErrComplaintPhone},
		{"as long as may be", Complaint{Kind: "fee", Said: strings.Repeat("字", 5000)}, nil},
		{"rare characters, other directions, a NUL", Complaint{Kind: "other", Said: "𪣻\x00 🙂 \u202eشكوى\n第二行", Phone: "0358-0000000"}, nil},
	} {
		err := tried(t, d, passerBy, func(ctx context.Context, tx *db.Tx) error { _, err := Complain(ctx, tx, v, c.give); return err })
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
}

// The county is led to a page of this site, wherever a complaint says that it came
// from.
func TestComplaintPage(t *testing.T) {
	t.Parallel()
	d, v, _ := complaints(t)
	for give, want := range map[string]string{
		"/": "/", "/help": "/help", "/help/imports": "/help/imports", "/openings/5": "/openings/5",
		"//elsewhere.example": "", "/\\elsewhere.example": "", "/\t/elsewhere.example": "", "/ /elsewhere.example": "", "https://elsewhere.example/": "", "javascript:alert(1)": "",
		"/logout?x": "", "/#x": "", "help": "", "": "",
	} {
		within(t, d, passerBy, func(tx *db.Tx) error {
			_, err := Complain(t.Context(), tx, v, Complaint{Kind: "page", Page: give, Said: "打不开"})
			return err
		})
		var got string
		within(t, d, county, func(tx *db.Tx) error {
			return tx.QueryRow(t.Context(), "SELECT page FROM complaint ORDER BY id DESC LIMIT 1").Scan(&got)
		})
		if got != want {
			t.Errorf("%q leads the county to %q, want %q", give, got, want)
		}
	}
}

// TestComplaint: anybody complains; the county alone reads it, answers, and is
// shown the sealed telephone for a reason; the receipt tells the answer.
func TestComplaint(t *testing.T) {
	t.Parallel()
	d, v, _ := complaints(t)
	var receipt string
	within(t, d, passerBy, func(tx *db.Tx) (err error) {
		receipt, err = Complain(t.Context(), tx, v, Complaint{Kind: "fee", Opening: 5, Page: "/openings/5", Said: "要交\n押金", Contact: "老王", Phone: "140 0000 2019"})
		return err
	})
	within(t, d, worker, func(tx *db.Tx) error {
		_, err := Complain(t.Context(), tx, v, Complaint{Kind: "page", Opening: 77, Page: "/14000002019", Said: "打不开"})
		return err
	})
	for _, as := range []db.Actor{passerBy, worker, association, township, ordos, employer, auditor, {County: "141124", Role: db.County}} {
		within(t, d, as, func(tx *db.Tx) error {
			all, err := Complaints(t.Context(), tx, ComplaintOpen, 0, 50)
			if len(all) != 0 {
				t.Errorf("%s reads %+v", as.Role, all)
			}
			return err
		})
	}
	var first Heard
	within(t, d, county, func(tx *db.Tx) error {
		all, err := Complaints(t.Context(), tx, ComplaintOpen, 0, 50)
		if err != nil || len(all) != 2 {
			t.Fatalf("%+v, %v", all, err)
		}
		first = all[0]
		if got := fmt.Sprintf("%s %d %s %s %q %s %v", first.Kind, first.Opening, first.Page, first.About, first.Said, first.Contact, first.Phone); got != `fee 5 /openings/5 护工，示例服务公司 "要交\n押金" 老王 true` {
			t.Errorf("the county reads %s", got)
		}
		if got := fmt.Sprint(all[1].Opening, all[1].Page, all[1].About, all[1].Phone); got != "0false" {
			t.Errorf("of the other %s", got)
		}
		var plain []byte
		if err := tx.QueryRow(t.Context(), "SELECT phone_sealed FROM complaint WHERE id = $1", first.ID).Scan(&plain); err != nil || bytes.Contains(plain, []byte("14000002019")) {
			t.Errorf("the telephone is %q, %v", plain, err)
		}
		if _, err := RevealComplaint(t.Context(), tx, v, first.ID, "1"); !errors.Is(err, roster.ErrWhy) {
			t.Errorf("without a reason: %v", err)
		}
		if _, err := RevealComplaint(t.Context(), tx, v, all[1].ID, "回电话"); !errors.Is(err, roster.ErrNoNumber) {
			t.Errorf("where none was left: %v", err)
		}
		if got, err := RevealComplaint(t.Context(), tx, v, first.ID, "回电话"); err != nil || got != "14000002019" {
			t.Errorf("revealed %q, %v", got, err)
		}
		if err := AnswerComplaint(t.Context(), tx, first.ID, ""); !errors.Is(err, ErrComplaintNone) {
			t.Errorf("an empty answer: %v", err)
		}
		if err := AnswerComplaint(t.Context(), tx, 99, "查了"); !errors.Is(err, access.ErrNotFound) {
			t.Errorf("one that is not there: %v", err)
		}
		return AnswerComplaint(t.Context(), tx, first.ID, "查了，\n押金退了")
	})
	within(t, d, passerBy, func(tx *db.Tx) error {
		got, err := FindComplained(t.Context(), tx, " "+strings.ToLower(strings.ReplaceAll(receipt, "-", " ")))
		if err != nil || got.State != ComplaintAnswered || got.Answer != "查了，\n押金退了" || got.About != "护工，示例服务公司" {
			t.Errorf("the receipt tells %+v, %v", got, err)
		}
		for _, wrong := range []string{"", "AAAA-BBBB-CCCC", receipt[:len(receipt)-1]} {
			if _, err := FindComplained(t.Context(), tx, wrong); !errors.Is(err, access.ErrNotFound) {
				t.Errorf("%q: %v", wrong, err)
			}
		}
		return nil
	})
	within(t, d, county, func(tx *db.Tx) error {
		counts, err := CountComplaints(t.Context(), tx)
		if got := fmt.Sprint(counts[0], counts[4], len(counts)); got != "{fee 0 1} {page 1 0} 6" {
			t.Errorf("counts %s", got)
		}
		return err
	})
}

// TestForgetComplaints: words go when the rule says, the count stays.
func TestForgetComplaints(t *testing.T) {
	t.Parallel()
	d, v, url := complaints(t)
	for range 2 {
		within(t, d, passerBy, func(tx *db.Tx) error {
			_, err := Complain(t.Context(), tx, v, Complaint{Kind: "fee", Said: "要交押金", Phone: "14000002019"})
			return err
		})
	}
	within(t, d, county, func(tx *db.Tx) error {
		all, err := Complaints(t.Context(), tx, ComplaintOpen, 0, 50)
		if err != nil {
			return err
		}
		return AnswerComplaint(t.Context(), tx, all[0].ID, "查了")
	})
	for _, c := range []struct {
		days int
		run  bool
		want int64
	}{{365, true, 0}, {366, false, 1}, {366, true, 1}, {366, true, 0}} {
		later, err := db.Open(t.Context(), url, db.Options{MaxConns: 1, Now: func() time.Time { return testdb.Now.AddDate(0, 0, c.days) }})
		if err != nil {
			t.Fatal(err)
		}
		within(t, later, county, func(tx *db.Tx) error {
			n, err := ForgetComplaints(t.Context(), tx, c.run)
			if n != c.want {
				t.Errorf("after %d days (run %v) %d, want %d", c.days, c.run, n, c.want)
			}
			return err
		})
		later.Close()
	}
	within(t, d, county, func(tx *db.Tx) error {
		counts, err := CountComplaints(t.Context(), tx)
		answered, err2 := Complaints(t.Context(), tx, ComplaintAnswered, 0, 50)
		if fmt.Sprint(counts[0]) != "{fee 1 1}" || answered[0].Said+answered[0].Answer != "" || answered[0].Phone {
			t.Errorf("left are %v, %+v", counts[0], answered)
		}
		return errors.Join(err, err2)
	})
}

// TestComplainedTwice: a form that is sent again, as a visitor's who has no account,
// is one complaint with one receipt; other words, or another form, are another.
func TestComplainedTwice(t *testing.T) {
	t.Parallel()
	d, v, _ := complaints(t)
	send := func(once, said string) (receipt string) {
		within(t, d, passerBy, func(tx *db.Tx) (err error) {
			receipt, err = Complain(t.Context(), tx, v, Complaint{Kind: "fee", Said: said, Once: once})
			return err
		})
		return receipt
	}
	first := send("key", "收钱")
	if again := send("key", "收钱"); again != first || Receipt(first) != first {
		t.Errorf("sent twice: %s and %s", first, again)
	}
	if other := send("key", "收钱了"); other == first {
		t.Error("other words have the same receipt")
	}
	if other := send("key2", "收钱"); other == first {
		t.Error("another form has the same receipt")
	}
	if one, other := send("", "收钱"), send("", "收钱"); one == other {
		t.Error("without a key two are one")
	}
	within(t, d, county, func(tx *db.Tx) error {
		var n, told int
		err := tx.QueryRow(t.Context(), "SELECT (SELECT count(*) FROM complaint), (SELECT count(*) FROM notice)").Scan(&n, &told)
		if n != 5 || told != 5 {
			t.Errorf("%d complaints and %d notices, want 5", n, told)
		}
		return err
	})
}
