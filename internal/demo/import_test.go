package demo

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"laowu/imports"
	"laowu/internal/access"
	"laowu/internal/area"
	"laowu/internal/db"
	"laowu/internal/db/testdb"
	"laowu/internal/report"
	"laowu/matching"
	"laowu/matching/pgsearch"
)

func TestMain(m *testing.M) { os.Exit(testdb.Run(m)) }

// office is an empty county that imports.
type office struct {
	db    *db.DB
	actor db.Actor
	vault *access.Vault
	desk  imports.Desk
}

func newOffice(t *testing.T) *office {
	t.Helper()
	o := &office{db: testdb.New(t), actor: db.Actor{County: "141123", Role: db.Admin, Name: "test"}}
	var err error
	if o.vault, err = access.OpenVault(t.Context(), o.db, o.actor, filepath.Join(t.TempDir(), "keyset")); err != nil {
		t.Fatal(err)
	}
	lexicon, err := matching.NewLexicon(o.atlas(t))
	if err != nil {
		t.Fatal(err)
	}
	o.desk = imports.Desk{
		Trade: func(title string) string {
			if trades := lexicon.TradesOf(title); len(trades) > 0 {
				return trades[0]
			}
			return ""
		},
		Certificates: lexicon.Certificates().Asked,
		PutOpenings: func(ctx context.Context, tx *db.Tx, ids []int64) error {
			_, err := pgsearch.New(o.db, lexicon).Put(ctx, tx, ids)
			return err
		},
	}
	return o
}

func (o *office) atlas(t *testing.T) (atlas *area.Atlas) {
	t.Helper()
	err := o.db.ReadTx(t.Context(), o.actor, func(tx *db.Tx) (err error) {
		atlas, err = area.Load(t.Context(), tx)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return atlas
}

// take imports the workbooks, all of a kind together, and wants nothing to be
// wrong with them.
func (o *office) take(t *testing.T, books []Workbook, check func(*testing.T, imports.Report)) {
	t.Helper()
	for i := 0; i < len(books); {
		kind, _ := imports.ByName(books[i].Kind)
		var files []imports.File
		for ; i < len(books) && books[i].Kind == kind.Name; i++ {
			f, err := os.Open(books[i].Path)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { f.Close() })
			info, err := f.Stat()
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, imports.File{Name: filepath.Base(f.Name()), Data: f, Size: info.Size()})
		}
		err := o.db.Tx(t.Context(), o.actor, func(tx *db.Tx) error {
			r, err := imports.Run(t.Context(), tx, o.vault, o.desk, imports.Request{Kind: kind, Files: files})
			if err == nil {
				check(t, r)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// clean wants a report without a single problem, every sheet read, and no
// column passed over but those that every form has and none needs.
func clean(t *testing.T, r imports.Report) {
	t.Helper()
	for _, p := range r.Problems[:min(len(r.Problems), 20)] {
		t.Errorf("%s %s row %d %s: %s", p.File, p.Sheet, p.Row, p.Column, p.Code)
	}
	for _, f := range r.Files {
		if len(f.SkippedSheets) > 0 {
			t.Errorf("%s: sheets passed over: %v", f.File, f.SkippedSheets)
		}
		for _, s := range f.Sheets {
			for _, c := range s.IgnoredColumns {
				if c != "序号" && c != "家庭人口" && c != "备注" {
					t.Errorf("%s %s: column passed over: %s", f.File, s.Sheet, c)
				}
			}
		}
	}
}

// TestImport sends a fiftieth of the county through the ordinary import, and
// counts it as the bulletin does; sent again and exported it changes nothing.
func TestImport(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	books := written(t, options(0.02))
	o.take(t, books, clean)
	want := fullCounty().scaled(0.02)
	for id, n := range map[string]int{
		"townships": 17, "villages": want.villages, "villages_covered": want.villages, "associations": want.associations,
		"members": want.members(), "members_working_away": want.away, "members_working_in_county": want.here,
		"relocated_households": want.households, "relocated_persons": want.persons,
		"relocated_poor_households": want.poorHouseholds, "relocated_poor_persons": want.poorPersons,
		"agreement_enterprises": want.agreements, "resettlement_sites": want.sites,
		"trained": want.trained, "caregivers_trained": want.caregivers, "caregivers_trained_poor_share": 100 * want.caregiversPoor / want.caregivers,
		"caregivers_employed": want.caregiversEmployed, "caregivers_employed_poor": want.caregiversEmployedPoor,
		"caregivers_employed_poor_share": 100 * want.caregiversEmployedPoor / want.caregiversEmployed,
		"drivers_trained":                want.drivers, "drivers_trained_poor": want.driversPoor, "drivers_trained_poor_share": 100 * want.driversPoor / want.drivers,
	} {
		if got := o.figure(t, id); int(got) != n {
			t.Errorf("%s: %v, want %d", id, got, n)
		}
	}
	if wage := o.figure(t, "members_mean_wage"); wage < 2500 {
		t.Errorf("mean wage %v", wage)
	}
	o.counted(t, want)
	o.placementFigures(t, 0.02)
	o.listed(t)
	o.take(t, books, func(t *testing.T, r imports.Report) {
		if r.Unchanged != r.Rows {
			t.Errorf("%s sent again: %d of %d unchanged", r.Kind, r.Unchanged, r.Rows)
		}
	})
	o.exportedAgain(t)
}

// TestImportRoster sends the benchmarks' workbook alone.
func TestImportRoster(t *testing.T) {
	t.Parallel()
	o, path := newOffice(t), filepath.Join(t.TempDir(), "roster.xlsx")
	books := written(t, options(0.01))
	if err := Roster(t.Context(), path, 575, options(0.01)); err != nil {
		t.Fatal(err)
	}
	o.take(t, []Workbook{books[0], {"members", path}}, clean)
	if n := o.figure(t, "members"); n != 575 {
		t.Errorf("%v members, want 575", n)
	}
}

func (o *office) figure(t *testing.T, id string) float64 {
	t.Helper()
	var b report.Bulletin
	err := o.db.ReadTx(t.Context(), o.actor, func(tx *db.Tx) (err error) {
		b, err = report.Count(t.Context(), tx, counted())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range b.Figures {
		if f.ID == id {
			return f.Value
		}
	}
	t.Errorf("the bulletin has no %s", id)
	return 0
}

// counted counts what no bulletin tells.
func (o *office) counted(t *testing.T, want sizes) {
	t.Helper()
	for sql, n := range map[string]int{
		`SELECT count(*) FROM person p WHERE county = $1 AND able AND willing AND household IS NOT NULL
		 AND NOT EXISTS (SELECT FROM membership m WHERE m.county = p.county AND m.person = p.id)`: want.seekers,
		`SELECT count(*) FROM opening WHERE county = $1 AND (valid_until IS NULL OR valid_until >= '2026-12-24')`: want.openings,
		`SELECT count(*) / 10 FROM visit WHERE county = $1 AND outcome <> 'left'`:                                 want.visits / 10,
		`SELECT count(*) FROM followup_case WHERE county = $1 AND kind = 'arrears' AND state = 'open'`:            1,
		`SELECT count(DISTINCT enterprise) FROM opening WHERE county = $1`:                                        want.enterprises,
		`SELECT count(*) FROM opening WHERE county = $1 AND cert_text <> '' AND cardinality(certificates) = 0`:    0,
		`SELECT count(*) FROM opening WHERE county = $1 AND place IS NULL AND place_text ~ '鄂尔多斯|太原|吕梁|兴县|[^木]旗'`: 0,
	} {
		err := o.db.ReadTx(t.Context(), o.actor, func(tx *db.Tx) error {
			var got int
			if err := tx.QueryRow(t.Context(), sql, o.actor.County).Scan(&got); err != nil {
				return err
			}
			if got != n {
				t.Errorf("%s: %d, want %d", sql, got, n)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// placementFigures is what the published figures on placements come out at.
func (o *office) placementFigures(t *testing.T, scale float64) {
	t.Helper()
	of := func(full float64) float64 { return float64(int(scale*full + 0.5)) }
	exact := map[string]float64{
		"brands": 3, "brand_placed": of(150) + of(120) + of(40), "workshops": 3, "call_centre_employed": of(215), "garment_employed": of(230) + of(205),
		"public_welfare_posts": of(2276), "public_welfare_poor": float64((int(of(2276))*782 + 500) / 1000),
		"resident_enterprise_local_hires": of(1575), "temporary_posts": of(1406), "temporary_posts_poor": float64((int(of(1406))*801 + 500) / 1000),
		"agreement_temporary_local_share": 100, "household_guarantee": 100, "forestry_labourers": of(14050), "forest_guard_engagements": of(2869),
	}
	for id, want := range exact {
		if got := o.figure(t, id); got != want {
			t.Errorf("%s: %v, want %v", id, got, want)
		}
	}
	for id, bounds := range map[string][2]float64{
		"call_centre_mean_wage": {3800, 4200}, "garment_mean_wage": {2375, 2625}, "public_welfare_mean_wage": {1500, 1600},
		"temporary_mean_wage": {2000, 2500}, "agreement_regular_local_share": {60, 80}, "service_jobs": {scale * 9000, scale * 40000},
	} {
		if got := o.figure(t, id); got < bounds[0] || got > bounds[1] {
			t.Errorf("%s: %v, want %v", id, got, bounds)
		}
	}
}
