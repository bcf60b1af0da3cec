package repeat_test

import (
	"encoding/csv"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"laowu/internal/area"
	"laowu/internal/db"
	"laowu/internal/db/testdb"
	"laowu/internal/hiring"
	"laowu/matching"
	"laowu/matching/repeat"
)

func TestMain(m *testing.M) { os.Exit(testdb.Run(m)) }

var clerk = db.Actor{County: "141123", Role: db.Admin}

func judge(t *testing.T, d *db.DB) repeat.Judge {
	t.Helper()
	var l *matching.Lexicon
	err := d.ReadTx(t.Context(), clerk, func(tx *db.Tx) error {
		atlas, err := area.Load(t.Context(), tx)
		if err != nil {
			return err
		}
		l, err = matching.NewLexicon(atlas)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return repeat.Judge{Lexicon: l}
}

// row is a line of pairs.csv: whether a person would say that both are one, and
// six cells of each.
type row struct {
	same bool
	why  string
	a, b hiring.Offer
}

func pairs(t *testing.T) (rows []row) {
	t.Helper()
	f, err := os.Open("testdata/pairs.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	offices := map[string]int64{}
	for _, line := range lines[1:] {
		rows = append(rows, row{line[0] == "yes", line[1], offer(t, offices, line[2:9]), offer(t, offices, line[9:])})
	}
	return rows
}

// offer reads one: who, title, division, place, wage, telephone, text. A branch
// has the credit code of its organisation under another county.
func offer(t *testing.T, offices map[string]int64, cells []string) hiring.Offer {
	t.Helper()
	id, ok := offices[cells[0]]
	if !ok {
		id = int64(len(offices) + 1)
		offices[cells[0]] = id
	}
	o := hiring.Offer{
		Enterprise: id, USCC: fmt.Sprintf("91141123MA%07dX0", id)[:18], Name: cells[0], Title: cells[1], Place: cells[2], PlaceText: cells[3], Headcount: 5,
		Form: hiring.Regular, Pay: "month", AgeMin: 16, Phone: cells[5], Contact: "王主任", Description: cells[6],
	}
	if rest, branch := strings.CutSuffix(cells[0], "（分支）"); branch {
		o.USCC = fmt.Sprintf("91150602MA%07dX0", offices[rest+"有限公司"])[:18]
	}
	if low, high, ranged := strings.Cut(cells[4], "-"); cells[4] != "面议" {
		o.WageMin, o.WageMax = number(t, low), number(t, high)
		if !ranged {
			o.WageMax = o.WageMin
		}
	}
	return o
}

func number(t *testing.T, text string) int {
	t.Helper()
	if text == "" {
		return 0
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestCompare asks of each pair what a person would say, in both orders.
func TestCompare(t *testing.T) {
	t.Parallel()
	j := judge(t, testdb.New(t))
	all := pairs(t)
	if len(all) < 40 {
		t.Errorf("only %d pairs", len(all))
	}
	for _, p := range all {
		for _, order := range [][2]hiring.Offer{{p.a, p.b}, {p.b, p.a}} {
			l, same := j.Compare(order[0], order[1])
			if same != p.same {
				t.Errorf("%s: %s and %s are the same: %v (%v)", p.why, order[0].Title, order[1].Title, same, l)
			}
			if same && (l.Score < 40 || l.Score > 100 || len(l.Signs) < 3) {
				t.Errorf("%s: %+v", p.why, l)
			}
		}
	}
}

// TestConditionsApart: two openings that ask for different people are two.
func TestConditionsApart(t *testing.T) {
	t.Parallel()
	j := judge(t, testdb.New(t))
	base := pairs(t)[0].a
	for name, change := range map[string]func(*hiring.Offer){
		"form": func(o *hiring.Offer) { o.Form = hiring.Temporary }, "pay": func(o *hiring.Offer) { o.Pay = "day" },
		"older": func(o *hiring.Offer) { o.AgeMin = 50 }, "certificate": func(o *hiring.Offer) { o.Certificates = []string{"high_voltage"} },
	} {
		one, other := base, base
		one.AgeMax, one.Certificates = 45, []string{"electrician"}
		if _, same := j.Compare(one, other); !same {
			t.Fatalf("%s: the pair is apart before the change", name)
		}
		if change(&other); name == "older" {
			one.AgeMax = 49
		}
		if l, same := j.Compare(one, other); same {
			t.Errorf("%s: %v", name, l)
		}
	}
}
