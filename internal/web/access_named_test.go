package web_test

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"laowu/internal/db"
)

// records are what the lines' parameters name: a record that the one who asks
// may come to, and one that he may not.
type records struct{ own, foreign string }

// named is what a parameter of a line stands for, by who asks.
func (g *gatekeeper) named(t *testing.T, param string, role db.Role) records {
	t.Helper()
	far := "900001"
	number := func(n int64) string { return strconv.FormatInt(n, 10) }
	wide := slices.Contains([]db.Role{db.County, db.Admin, db.Auditor}, role)
	foreign := func(of map[string]int64) string {
		if wide {
			return far
		}
		return number(of[zhang])
	}
	switch param {
	case "":
		return records{}
	case "opening":
		return records{g.ownOpening(t), far}
	case "name":
		_, style, _ := strings.Cut(g.as(t, db.Nobody).get("/").body, `<link rel="stylesheet" href="/static/`)
		style, _, _ = strings.Cut(style, `"`)
		return records{style, "nothing.css"}
	case "person":
		return records{number(g.people[wang]), foreign(g.people)}
	case "consent":
		return records{number(g.consents[wang]), foreign(g.consents)}
	case "request":
		return records{number(g.requests[wang]), foreign(g.requests)}
	case "placement":
		return records{number(g.work[wang]), foreign(g.work)}
	case "case":
		return records{number(g.cases[wang]), foreign(g.cases)}
	case "pair": // an enterprise sees those with one of its own
		if role == db.Enterprise {
			far = "900012"
		}
		return records{"900011", far}
	case "word": // the county removes one, and the admin another
		if role == db.Admin {
			return records{"900012", far}
		}
		return records{"900011", far}
	case "ask":
		if wide {
			return records{"900011", far}
		}
		return records{"900011", "900012"}
	case "search":
		return records{"900011", "900012"}
	case "complaint":
		return records{"900011", far}
	case "receipt":
		return records{ownReceipt, "AAAA-BBBB-CCCC"}
	case "merge":
		return records{number(g.merge), far}
	case "referral":
		return records{number(g.referrals[wang]), foreign(g.referrals)}
	case "class": // who looks after people sees every class of the county
		if role == db.Trainer {
			far = "900012"
		}
		return records{"900011", far}
	case "certificate":
		return records{"900011", far}
	case "departure":
		return records{number(g.trips[wang]), foreign(g.trips)}
	case "transfer":
		if wide {
			return records{number(g.asked[0]), far}
		}
		return records{number(g.asked[0]), number(g.asked[1])}
	case "waiver": // all associations are asked, each enterprise states its own
		if role == db.Enterprise {
			far = number(g.waivers[1])
		}
		return records{number(g.waivers[0]), far}
	case "report": // an enterprise takes the quotas alone
		if role == db.Enterprise {
			return records{"quotas", "bulletin"}
		}
		return records{"bulletin", "nothing"}
	case "ledger": // each has the kinds that its pages show
		own := map[db.Role]string{db.Trainer: "training", db.Enterprise: "hires", db.Station: "followups"}[role]
		if wide {
			return records{"members", "nothing"}
		}
		if own == "" {
			own = "members"
		}
		return records{own, "enterprises"}
	case "export":
		return records{number(g.exports[role]), number(g.exports[db.Nobody])}
	case "form":
		return g.keptForms(t, role)
	case "kind": // each role sends its own kinds of workbooks; help is on all
		return records{cmp.Or(map[db.Role]string{db.Station: "followups", db.Trainer: "training", db.Enterprise: "openings"}[role], "members"), "nothing"}
	case "import":
		if r, ok := g.drafts[role]; ok {
			return r
		}
		return records{g.drafts[db.Association].own, far}
	case "period":
		return records{"day", "month"}
	case "chart":
		return records{"flow", "nothing"}
	case "association":
		var id int64
		g.tx(t, admin, func(tx *db.Tx) error {
			return tx.QueryRow(t.Context(), "SELECT id FROM association WHERE name = '甲村务工协会'").Scan(&id)
		})
		return records{number(id), far}
	case "figure":
		return records{"members", "nothing"}
	case "enterprise":
		return records{number(g.enterprises[0]), far}
	case "rule":
		return records{"opening_rule", "person"}
	case "job":
		return records{number(g.job), far}
	case "login":
		return records{number(g.victim), far}
	case "notice": // each account's own, and that of another role
		other := db.Worker
		if role == other {
			other = db.Association
		}
		return records{g.toldOf(t, role), g.toldOf(t, other)}
	case "delivery":
		return records{"900011", far}
	}
	t.Fatalf("no record is known for the parameter %q: say here what is own and what is foreign", param)
	return records{}
}
