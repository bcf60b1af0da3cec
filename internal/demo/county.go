package demo

import (
	"fmt"
	"time"

	"laowu/internal/value"
)

// county is the demonstration county: made-up people, associations and
// enterprises, whose counts are those that the county published.
type county struct {
	townships    []*township // in the order of their codes
	associations []*association
	households   []*household // of the register, relocated or not
	enterprises  []*enterprise
	openings     []opening
	courses      []*course
	ledger       map[string][]placed // by sheet
	staff        []hired
	visits       [][]visited // by station
}

type township struct {
	code, name string
	written    string // as its own office writes it
	share      int    // villages of the full county
	villages   []*village
}

type village struct {
	township    *township
	name        string
	number      int // within the township, from 1
	weight      int // how many live there, beside others
	association *association
	households  []*household
	members     []*person // those of its households first
}

type association struct {
	township *township
	name     string
	villages []*village
	leader   string
	phone    string
	founded  time.Time
}

// joint says that several villages share it: 合建, else 单建.
func (a *association) joint() bool { return len(a.villages) > 1 }

type household struct {
	village   *village
	number    string
	kind      value.HouseholdKind
	relocated bool
	site      string
	people    []*person // the head first
}

// poor says that the household was on the register of the poor (建档立卡).
func poor(k value.HouseholdKind) bool { return k == value.Lifted || k == value.MonitoredUnstable }

type person struct {
	surname, name, id, phone     string
	male                         bool
	birth                        time.Time
	ethnicity, education, health string
	skill                        string
	relation                     string // to the head of the household
	able, willing                bool
	wishTrade, wishPlace         string // of who looks for work
	wishWage                     int
	kind                         value.HouseholdKind // of the household, or of who has none on record
	village                      *village
	household                    *household // nil: not on the register
	work                         *work      // nil: no member
	joined                       time.Time
}

// work is what a member does at the end of 2019.
type work struct {
	away            bool
	place, employer string
	trade, channel  string
	low, high       int // yuan a month; both 0: not told
	started         time.Time
	brand, form     string
	firm            *enterprise // with an agreement, whose staff list has it
}

// counted is the day of which the rosters speak.
func counted() time.Time { return time.Date(2019, time.December, 31, 0, 0, 0, 0, time.UTC) }

// age is the full years of life on the counted day, which ends its year.
func (p *person) age() int { return counted().Year() - p.birth.Year() }

func (p *person) sex() string {
	if p.male {
		return "男"
	}
	return "女"
}

// build draws the county. It takes no time of day and no order from maps, so
// that the same options give the same county anywhere.
func build(o Options) (*county, error) {
	t, err := loadTables()
	if err != nil {
		return nil, err
	}
	b := &builder{
		options: o, tables: t, size: fullCounty().scaled(o.Scale), county: &county{},
		numbers: newNumbers(), names: namer{t.words},
	}
	for _, part := range []func() error{
		b.settle, b.relocate, b.registerOthers, b.enrolOthers, b.foundEnterprises, b.giveWork, b.train, b.openPosts, b.keepLedger, b.listStaff, b.visitPeople,
	} {
		if err := part(); err != nil {
			return nil, fmt.Errorf("draw the demonstration county: %w", err)
		}
	}
	return b.county, nil
}

// builder draws one part of the county after the other.
type builder struct {
	*county
	options Options
	tables  *tables
	size    sizes
	numbers *numbers
	names   namer
	members int // so far
	seeking int // so far
}
