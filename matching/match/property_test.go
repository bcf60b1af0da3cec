package match

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"laowu/internal/value"
)

// drawn are facts that a property is tried on.
type drawn struct {
	worker  Worker
	offer   offer
	weights weights
	day     time.Time
}

func draw(rt *rapid.T, r *reader) drawn {
	pick := func(name string, from ...string) string { return rapid.SampledFrom(from).Draw(rt, name) }
	number := func(name string, low, high int) int { return rapid.IntRange(low, high).Draw(rt, name) }
	flag := func(name string) bool { return rapid.Bool().Draw(rt, name) }
	d := drawn{day: time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)}
	d.worker = Worker{
		Birth: d.day.AddDate(-number("age", 14, 70), 0, -number("days", 0, 364)), Village: pick("village", "", "141123103", "141124"),
		Education: pick("school", "", "小学", "高中"), WishTrades: pick("wish", "", "护工", "养老护理员 保洁", "电焊", "随便"),
		WishPlaces: pick("where", "", "鄂尔多斯", "太原、东胜", "火星"), WishWage: number("wished", 0, 80) * 100,
		Kind: value.HouseholdKind(pick("kind", "", "general", "lifted", "monitored", "monitored_sudden")), Relocated: flag("relocated"),
		NoneWorks: flag("none works"), Household: int64(number("household", 0, 1)), Since: d.day.AddDate(0, 0, -number("since", -5, 400)),
	}
	for range number("papers", 0, 3) {
		d.worker.Papers = append(d.worker.Papers, Paper{Code: pick("code", "", "elder_care", "driving_a2", "driving_c1", "welder_op"), Level: number("level", 0, 5)})
	}
	for range number("lessons", 0, 2) {
		d.worker.Lesson = append(d.worker.Lesson, Lesson{Programme: "班", Number: "第1期", Trade: pick("taught", "养老护理员", "焊工", "")})
	}
	codes, text, _ := strings.Cut(pick("asked", "|", "|不限", "elder_care|养老护理员（四级）", "driving_c1 elder_care|C1、护理证", "|怪证"), "|")
	low := number("low", 0, 90) * 100
	d.offer = offer{
		id: 1, place: r.site([]byte(pick("place", "", "150602", "140105", "141123", "141123103"))), trades: &work{strings.Fields(pick("trades", "", "elder_care", "care cleaner", "welder"))},
		asked: ask(strings.Fields(codes), text), starts: d.day,
		wageMin: low, wage: low + number("more", 0, 20)*100, seats: 1, lift: number("lift", 0, mostLift),
		board: flag("board"), lodging: flag("lodging"),
	}
	left := most
	for i := range d.weights.points {
		n := number("weight", 0, left)
		d.weights.points[i] = int32(n) //nolint:gosec // at most 100
		left -= n
	}
	return d
}

func (d drawn) score(r *reader) score {
	s := r.seeker(&d.worker, d.weights, d.day)
	v := verdict{papers: s.held(d.offer.asked, d.offer.starts)}
	return s.score(&d.offer, &v)
}

// better are changes for the better, each with the part that it is about.
func (d drawn) better(r *reader) map[int]drawn {
	out := map[int]drawn{}
	change := func(part int, how func(*drawn)) {
		c := d
		how(&c)
		out[part] = c
	}
	change(pTrade, func(c *drawn) { c.worker.WishTrades += " 养老护理员 护工 焊工 保洁" })
	change(pCertificate, func(c *drawn) {
		c.worker.Papers = append([]Paper{{Code: "elder_care", Level: 1}, {Code: "driving_a1"}}, c.worker.Papers...)
	})
	if d.offer.wage > 0 { // an amount that nobody named is not less than one
		change(pWage, func(c *drawn) { c.offer.wage += 300 })
	}
	change(pTraining, func(c *drawn) {
		c.worker.Lesson = append([]Lesson{{Programme: "班", Trade: "养老护理员"}}, c.worker.Lesson...)
	})
	change(pWaiting, func(c *drawn) { c.worker.Since = c.worker.Since.AddDate(0, 0, -20) })
	change(pBoard, func(c *drawn) { c.offer.board, c.offer.lodging = true, true })
	change(pRelocated, func(c *drawn) { c.worker.Relocated, c.worker.NoneWorks = true, true })
	change(pZeroWork, func(c *drawn) { c.worker.NoneWorks, c.worker.Household = true, 1 })
	change(pLift, func(c *drawn) { c.offer.lift = min(mostLift, c.offer.lift+1) })
	if len(r.placesIn(d.worker.WishPlaces)) > 0 { // who has not said where is sent anywhere
		change(pPlace, func(c *drawn) { c.worker.WishPlaces += "、鄂尔多斯、山西、太原" })
	}
	change(pNearHome, func(c *drawn) {
		if len(c.offer.place.path) > 0 {
			c.worker.Village = c.offer.place.code
		}
	})
	return out
}

// Whatever is known and whatever the weights: the parts add up to the score,
// which is from 0 to 1, no part brings more than its weight, and what is better
// never brings less.
func TestScoreProperties(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	r := newReader(o.matcher.Lexicon, &o.matcher.titles, "141123")
	rapid.Check(t, func(rt *rapid.T) {
		d := draw(rt, r)
		sc := d.score(r)
		var sum Points
		for i, p := range sc.parts {
			if sum += p; p < 0 || int32(p) > d.weights.points[i]*100 {
				rt.Errorf("%s brings %d of %d", kinds[i].Part, p, d.weights.points[i])
			}
		}
		if sum != sc.total || sum > whole {
			rt.Errorf("the parts come to %d, the score is %d", sum, sc.total)
		}
		for i, b := range d.better(r) {
			if after := b.score(r); after.parts[i] < sc.parts[i] {
				rt.Errorf("%s fell from %d to %d", kinds[i].Part, sc.parts[i], after.parts[i])
			}
		}
	})
}
